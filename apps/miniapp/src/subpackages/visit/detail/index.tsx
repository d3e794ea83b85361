import type { VisitView } from '@cheban/contracts';
import { useState } from 'react';
import { api, describeError, isFinal } from '@/shared/api';
import { openDocument } from '@/shared/api/open-document';
import { useAction } from '@/shared/data/use-action';
import { useIntention } from '@/shared/data/use-intention';
import { useLoan } from '@/shared/data/use-loan';
import { useNow } from '@/shared/data/use-now';
import { usePolling } from '@/shared/data/use-polling';
import { useSubscribe } from '@/shared/data/use-subscribe';
import type { Stay } from '@/shared/format/loan';
import { dateOf } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { phone } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';
import type { Declined } from '../components/declined-card';
import type { Quote } from '../components/quote-card';
import { useVisit } from '../components/use-visit';
import { VisitScreen } from '../components/visit-screen';
import '../visit.css';

const pollMs = 10_000;
/** The hourglass counts minutes; a finer step only makes their turn exact. */
const clockMs = 5_000;

/** The days on which the car is here, as far as they are known. */
function stayOf(visit: VisitView, nowMs: number): Stay {
  const from = dateOf(Date.parse(visit.arrivedAt));
  const today = dateOf(nowMs);
  const to = visit.handedOverAt ? dateOf(Date.parse(visit.handedOverAt)) : today;
  return { storeId: visit.storeId, visitId: visit.id, from, to };
}

export default function VisitDetailPage() {
  const { resource, reload, show } = useVisit();
  const nowMs = useNow(clockMs);
  const running = resource.data !== undefined && resource.data.step !== 'handed_over';
  const [busy, setBusy] = useState(false);
  const intention = useIntention();
  usePolling(reload, pollMs, running && !busy);
  const offer = useSubscribe('visit', running);
  const loan = useLoan(resource.data ? stayOf(resource.data, nowMs) : null);
  const sheet = useAction((visitId: string) =>
    openDocument(`/owner/visits/${visitId}/sheet.pdf`, '交车单.pdf'),
  );

  /** One change at a time; what was answered elsewhere meanwhile is shown as it stands now. */
  const run = async (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    try {
      await act();
      intention.settle();
    } catch (error) {
      toast(describeError(error).message);
      if (!isFinal(error)) return;
      intention.settle();
      await reload();
    } finally {
      setBusy(false);
    }
  };
  const answer = async (quote: Quote, approve: boolean) => {
    const sure =
      approve ||
      (await confirm({
        title: '这次先不做？',
        content:
          quote.kind === 'extra'
            ? '车会按原来的项目和时间交给您，这项建议替您记着，以后随时可以预约。'
            : '顾问会跟您再商量，您没同意的项目不会动工。',
        confirmText: '暂不做',
      }));
    if (!sure) return;
    await run(async () => {
      const request = { params: { id: quote.id }, body: { approve } };
      const idempotencyKey = intention.keyFor(request);
      show(await api.visit.answerQuote(request, { idempotencyKey }));
      toast(approve ? '好的，马上安排' : '好的，先不做', 'success');
    });
  };
  const drop = async (item: Declined) => {
    const sure = await confirm({
      title: '不再提醒这一项？',
      content: `“${item.title}”以后不再提醒您。`,
      confirmText: '不再提醒',
    });
    if (!sure) return;
    await run(async () => {
      await api.visit.dropDeclined({ params: { id: item.id } });
      await reload();
    });
  };

  return (
    <VisitScreen
      visit={resource}
      nowMs={nowMs}
      offer={offer}
      busy={busy}
      loan={loan}
      opening={sheet.pending}
      onSheet={(visitId) => void sheet.run(visitId)}
      onAnswer={(quote, approve) => void answer(quote, approve)}
      onBookDeclined={({ vehicleId, book }) =>
        go('booking.create', { vehicleId, kind: book.kind, note: book.note })
      }
      onDropDeclined={(item) => void drop(item)}
      onRecord={(visitId) => go('visit.record', { id: visitId })}
      onIncludes={(visitId) => go('visit.includes', { id: visitId })}
      onReport={(visitId) => go('visit.report', { id: visitId })}
      onRate={(visitId) => go('rating.create', { visitId })}
      onCall={(number) => phone.call(number)}
      onRetry={reload}
    />
  );
}
