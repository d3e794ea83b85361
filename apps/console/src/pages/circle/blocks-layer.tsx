import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { stamp } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Empty } from '../../shared/ui/states.js';
import { CIRCLE_AREAS } from './words.js';

/** Who may not write now, why, and until when. */
export function BlocksLayer({ scope, onClose }: { scope: { storeId?: string }; onClose(): void }) {
  const may = useMay();
  const query = useQuery({
    queryKey: ['circle-blocks', scope],
    queryFn: () => api.staffCircle.blocks({ query: scope }),
  });
  const block = useSubmit(api.staffCircle.block, { refresh: CIRCLE_AREAS, success: '已解除禁言' });
  return (
    <Layer open title="禁言名单" onClose={onClose} testId="circle-blocks-layer">
      <Loaded query={query} missing="没有找到名单" blocks={[64, 64]}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="circle" title="没有被禁言的作者" />
          ) : (
            <ul className="circle-thread">
              {items.map((one) => (
                <li key={one.entryId}>
                  <strong>{one.author}</strong>
                  <span className="muted small"> · {one.storeName}</span>
                  <p className="circle-text">{one.reason}</p>
                  <span className="row-gap">
                    <span className="muted small num">{one.until ? `到 ${stamp(one.until)}` : '长期'}</span>
                    {may('circle.moderate') && (
                      <Button
                        size="small"
                        loading={block.isPending}
                        onClick={() =>
                          block.mutate({ params: { id: one.entryId }, body: { days: 0, reason: '提前解除' } })
                        }
                      >
                        解除
                      </Button>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Layer>
  );
}
