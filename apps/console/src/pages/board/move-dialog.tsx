import { ApiError } from '@cheban/api-client';
import type { StaffBookingView } from '@cheban/contracts';
import { Alert, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { bookingAreas } from '../../features/booking/queries.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import type { Refusal } from './place.js';

export interface Move {
  booking: StaffBookingView;
  startsAt: string;
  /** Column that it goes to, and its name. */
  body: { bayId?: string; advisorId?: string | null };
  columnName: string;
  /** What stands there now. */
  fromName: string;
  refusal: Refusal | null;
}

/** Asks before a carried card is put down; says why it cannot, and offers what may be done about it. */
export function MoveDialog({ move, onClose }: { move: Move; onClose(): void }) {
  const { booking, startsAt, refusal } = move;
  const may = useMay();
  const [confirmToo, setConfirmToo] = useState(booking.state === 'requested');
  const [reason, setReason] = useState('');
  const confirm = useSubmit(api.staffBooking.confirm, { refresh: bookingAreas });
  const save = useSubmit(api.staffBooking.move, { refresh: bookingAreas, quiet: true });
  const sameTime = Date.parse(startsAt) === Date.parse(booking.startsAt);
  const code = save.error instanceof ApiError ? save.error.code : null;
  const full = refusal?.kind === 'full' || code === 'BOOKING.SLOT_FULL';
  const never = refusal?.kind === 'never';
  const overbooks = full && may('booking.overbook');
  const blocked = never || (full && !overbooks);
  const why = refusal?.text ?? (save.error ? sayError(save.error) : null);

  async function submit() {
    if (blocked) return onClose();
    try {
      await save.mutateAsync({
        params: { id: booking.id },
        body: { startsAt, ...move.body, ...(overbooks && { overbook: { reason: reason.trim() } }) },
      });
      if (confirmToo) await confirm.mutateAsync({ params: { id: booking.id } });
      onClose();
    } catch {
      // The dialog stays open and says why.
    }
  }

  return (
    <Modal
      open
      title={
        blocked ? '不能移到这里' : sameTime ? `改到${move.columnName}？` : `改到${whenWords(startsAt)}？`
      }
      okText={blocked ? '知道了' : overbooks ? '超额安排' : confirmToo ? '移动并确认' : '确认移动'}
      cancelText="不改了"
      cancelButtonProps={{ style: blocked ? { display: 'none' } : {} }}
      okButtonProps={{
        loading: save.isPending || confirm.isPending,
        disabled: overbooks && reason.trim().length < 2,
        danger: overbooks && !blocked,
        'data-testid': 'move-submit',
      }}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <div className="stack" style={{ gap: 10 }} data-testid="move-dialog">
        <p>
          <strong>{plateText(booking.plate)}</strong> {booking.ownerName} · {booking.serviceName}
        </p>
        <p className="move-way num">
          <span className="muted">
            {whenWords(booking.startsAt)} · {move.fromName}
          </span>
          <span aria-hidden="true">→</span>
          <strong>
            {whenWords(startsAt)} · {move.columnName}
          </strong>
        </p>
        {why && <Alert type={overbooks ? 'warning' : 'error'} showIcon title={why} data-testid="move-why" />}
        {full && !overbooks && <p className="hint">确需加塞，请店总用“超额预约”安排。</p>}
        {overbooks && (
          <label htmlFor="move-reason">
            <span className="muted">超额原因（会留在操作记录里）</span>
            <Input
              id="move-reason"
              value={reason}
              maxLength={60}
              data-testid="move-reason"
              placeholder="例如：老客户当天要出远门，已与技师协调"
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        {!blocked && booking.state === 'requested' && (
          <Checkbox checked={confirmToo} onChange={(event) => setConfirmToo(event.target.checked)}>
            同时确认这个预约
          </Checkbox>
        )}
        {!blocked && (
          <p className="hint">
            {sameTime && !confirmToo ? '时间不变，不会打扰车主。' : '车主会在微信里收到通知。'}
          </p>
        )}
      </div>
    </Modal>
  );
}
