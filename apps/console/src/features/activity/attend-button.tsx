import type { RosterView } from '@cheban/contracts';
import { Button, Popconfirm } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { activityAreas } from './queries.js';

/** Came, set by hand for who has no code at hand; taking it back asks first. */
export function AttendButton({ row, big = false }: { row: RosterView['rows'][number]; big?: boolean }) {
  const attend = useSubmit(api.staffActivity.attend, {
    refresh: activityAreas,
    success: (view) => (view.attendedAt ? `${view.ownerName}已签到` : '已撤销签到'),
  });
  const set = (attended: boolean) =>
    attend.mutateAsync({ params: { id: row.id }, body: { attended } }).catch(() => undefined);
  const size = big ? {} : { size: 'small' as const };
  if (row.attendedAt === null)
    return (
      <Button
        {...size}
        type="primary"
        ghost
        data-testid="attend"
        loading={attend.isPending}
        onClick={() => void set(true)}
      >
        签到
      </Button>
    );
  return (
    <Popconfirm
      title={`撤销${row.ownerName}的签到？`}
      okText="撤销"
      cancelText="不撤销"
      onConfirm={() => set(false)}
    >
      <Button {...size} type="text" data-testid="attend-undo" loading={attend.isPending}>
        撤销
      </Button>
    </Popconfirm>
  );
}
