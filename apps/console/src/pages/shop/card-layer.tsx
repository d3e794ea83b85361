import { useQuery } from '@tanstack/react-query';
import { api } from '../../app/api.js';
import { CardTag } from '../../features/shop/tags.js';
import { UseList } from '../../features/shop/use-list.js';
import { stamp } from '../../shared/format/time.js';
import { Layer } from '../../shared/ui/layer.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { OwnerLink } from '../../shared/ui/owner-link.js';
import { Facts } from '../../shared/ui/page.js';

/** One sold card with its uses. */
export function CardLayer({ id, onClose }: { id: string; onClose(): void }) {
  const query = useQuery({
    queryKey: ['card', id],
    queryFn: () => api.staffShop.card({ params: { id } }),
  });
  return (
    <Layer open title={query.data?.title ?? '保养卡'} onClose={onClose} testId="card-layer" width={520}>
      <Loaded query={query} missing="没有找到这张卡" blocks={[180, 120]}>
        {(card) => (
          <div className="stack">
            <Facts
              rows={[
                ['状态', <CardTag key="state" state={card.state} />],
                ['剩余', `${card.usesLeft} / ${card.usesTotal} 次`],
                ['项目', card.serviceName],
                ['车主', <OwnerLink key="owner" of={card} />],
                ['共用', card.sharedWith.join('、') || '只有本人'],
                [
                  '卡号',
                  <span key="code" className="num">
                    {card.code}
                  </span>,
                ],
                ['购买', stamp(card.boughtAt)],
                ['有效到', `${card.expiresOn}${card.expired ? '（已过期）' : ''}`],
              ]}
            />
            <section>
              <h3>使用记录</h3>
              <UseList uses={card.uses} />
            </section>
          </div>
        )}
      </Loaded>
    </Layer>
  );
}
