import { ApiError } from '@cheban/api-client';
import type { StaffCardView } from '@cheban/contracts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { cardAreas } from '../../features/shop/queries.js';
import { CardTag } from '../../features/shop/tags.js';
import { UseList } from '../../features/shop/use-list.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Facts, Panel } from '../../shared/ui/page.js';

/** A service card at the counter: what is left of it, one use, and the uses before. */
export function CardDesk({
  card,
  onChange,
  onStale,
}: {
  card: StaffCardView;
  onChange(card: StaffCardView): void;
  /** The card is not any more what stands here. */
  onStale(): void;
}) {
  const [note, setNote] = useState('');
  const use = useSubmit(api.staffShop.useCard, {
    refresh: cardAreas,
    success: (view) => `已用一次，还剩 ${view.usesLeft} 次`,
    quiet: true,
    onSuccess: (view) => {
      setNote('');
      onChange(view);
    },
    onError: (error) => {
      if (error instanceof ApiError && !error.retry) onStale();
    },
  });
  return (
    <Panel
      title={
        <>
          {card.title} <CardTag state={card.state} />
        </>
      }
      extra={<span className="small">{card.text}</span>}
    >
      <div className="stack" data-testid="card-desk">
        <p className="counter-sum num">
          <span>
            {card.ownerName} <span className="muted">{card.phoneMasked}</span>
          </span>
          <span>
            还剩 <b data-testid="card-left">{card.usesLeft}</b> / {card.usesTotal} 次
          </span>
        </p>
        <Facts
          rows={[
            ['项目', card.serviceName],
            ['有效到', `${card.expiresOn}${card.expired ? '（已过期）' : ''}`],
            ['共用', card.sharedWith.join('、') || '只有本人'],
          ]}
        />
        <Input
          aria-label="备注"
          maxLength={60}
          placeholder="备注，例如车牌（可不填）"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <FormError error={use.error} />
        <Button
          type="primary"
          size="large"
          block
          disabled={!card.canUse}
          data-testid="card-use"
          loading={use.isPending}
          onClick={() =>
            use.mutate({ params: { id: card.id }, body: { seen: card.usesLeft, note: note.trim() } })
          }
        >
          {card.canUse ? `用一次“${card.serviceName}”` : card.text}
        </Button>
        <UseList
          uses={card.uses}
          onChange={(view) => {
            use.reset();
            onChange(view);
          }}
        />
      </div>
    </Panel>
  );
}
