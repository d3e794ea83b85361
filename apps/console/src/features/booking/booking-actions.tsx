import type { StaffBookingView } from '@cheban/contracts';
import { isExpected } from '@cheban/contracts/constants';
import { App, Button, Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { useMay } from '../../app/me.js';
import { Icon } from '../../shared/ui/icon.js';
import { useConfirm, useNoShow } from './queries.js';

export type BookingDialog = { kind: 'cancel' | 'reschedule' | 'check-in'; booking: StaffBookingView };

/**
 * What can be done with a booking in its state: the two that matter as buttons, the others behind the dots.
 * The dialogs are opened by the page, so that a row that moves away does not take its dialog with it.
 */
export function BookingActions({
  booking,
  onDialog,
  size = 'small',
}: {
  booking: StaffBookingView;
  onDialog(dialog: BookingDialog): void;
  size?: 'small' | 'middle';
}) {
  const may = useMay();
  const navigate = useNavigate();
  const confirm = useConfirm();
  const noShow = useNoShow();
  const { modal } = App.useApp();
  const { state } = booking;
  const askNoShow = () =>
    void modal.confirm({
      title: '记为未到店？',
      content: '工位会释放，并计入车主的未到店次数。',
      okText: '记为未到店',
      cancelText: '再等等',
      onOk: () => noShow.mutateAsync({ params: { id: booking.id } }).catch(() => undefined),
    });
  const expected = isExpected(state);
  const manage = may('booking.manage') && expected;

  if (booking.visitId && may('visit.read')) {
    return (
      <Button size={size} onClick={() => void navigate(`/visits/${booking.visitId}`)}>
        查看工单
      </Button>
    );
  }
  if (!expected) return null;
  return (
    <span className="row-gap">
      {state === 'requested' && manage && (
        <Button
          size={size}
          type="primary"
          data-testid="booking-confirm"
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ params: { id: booking.id } })}
        >
          确认
        </Button>
      )}
      {state === 'confirmed' && may('visit.manage') && (
        <Button
          size={size}
          className="accent-button"
          data-testid="booking-check-in"
          onClick={() => onDialog({ kind: 'check-in', booking })}
        >
          到店接车
        </Button>
      )}
      {manage && (
        <Button
          size={size}
          data-testid="booking-reschedule"
          onClick={() => onDialog({ kind: 'reschedule', booking })}
        >
          改期
        </Button>
      )}
      {manage && booking.late && state === 'confirmed' && (
        <Button size={size} data-testid="booking-no-show" loading={noShow.isPending} onClick={askNoShow}>
          未到店
        </Button>
      )}
      {manage && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...(state === 'requested' && may('visit.manage')
                ? [{ key: 'check-in', label: '车已到店，直接接车' }]
                : []),
              { key: 'cancel', label: '取消预约', danger: true },
            ],
            onClick: ({ key }) => onDialog({ kind: key as BookingDialog['kind'], booking }),
          }}
        >
          <Button
            size={size}
            type="text"
            aria-label="更多操作"
            data-testid="booking-more"
            icon={<Icon name="dots" />}
          />
        </Dropdown>
      )}
    </span>
  );
}
