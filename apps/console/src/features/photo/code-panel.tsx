import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';

const desks = { campaign: api.staffCampaign, game: api.staffGame, activity: api.staffActivity } as const;

interface CodePanelProps {
  area: keyof typeof desks;
  id: string;
  title: string;
}

/** The mini-program code of something owners take part in: for a poster at the counter, or to be sent on. */
export function CodePanel({ area, id, title }: CodePanelProps) {
  const code = useQuery({
    // Not under the thing itself: a code stays what it is whatever changes, and one that has ended has none any more.
    queryKey: ['code', area, id],
    queryFn: () => desks[area].codePicture({ params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const picture = code.data?.picture ?? null;
  return (
    <Panel
      title="小程序码"
      extra={
        picture && (
          <Button size="small" href={picture} download={`${title}-小程序码.png`}>
            下载图片
          </Button>
        )
      }
    >
      {code.isPending && <ListSkeleton rows={3} />}
      {picture && (
        <p style={{ textAlign: 'center' }} data-testid={`${area}-code`}>
          <img src={picture} alt={`“${title}”的小程序码`} width={180} height={180} />
          <br />
          <span className="small muted">印在海报上，车主扫一扫直接到活动页</span>
        </p>
      )}
      {!code.isPending && !picture && (
        <p className="muted">
          暂时取不到小程序码，
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => void code.refetch()}>
            再试一次
          </Button>
        </p>
      )}
    </Panel>
  );
}
