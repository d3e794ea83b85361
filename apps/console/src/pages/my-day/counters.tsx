import type { MyDayView } from '@cheban/contracts';
import type { Permission } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';
import { Icon, type IconName } from '../../shared/ui/icon.js';
import { Bone } from '../../shared/ui/skeleton.js';
import type { DayFilter } from './agenda.js';

interface Counter {
  key: 'toConfirm' | 'arriving' | 'late' | 'calls' | 'cases';
  label: string;
  icon: IconName;
  filter?: DayFilter;
  /** The page with the rows, where they are not on this one. */
  to?: { pathname: string; search: string };
  needs?: Permission;
  /** Colour while it is not zero. */
  tone: 'amber' | 'blue' | 'red';
}

const counterList: readonly Counter[] = [
  {
    key: 'toConfirm',
    label: '待确认',
    icon: 'clock',
    filter: 'confirm',
    needs: 'booking.manage',
    tone: 'amber',
  },
  { key: 'arriving', label: '待到店', icon: 'car', filter: 'arriving', tone: 'blue' },
  { key: 'late', label: '已超时', icon: 'alert', filter: 'late', tone: 'red' },
  {
    key: 'calls',
    label: '待回访',
    icon: 'phone',
    to: { pathname: '/tasks', search: '?who=all' },
    needs: 'task.read',
    tone: 'blue',
  },
  {
    key: 'cases',
    label: '待办投诉',
    icon: 'cases',
    to: { pathname: '/cases', search: '?state=open' },
    needs: 'case.read',
    tone: 'red',
  },
];

/** The figures of the day. Each opens the rows behind it. */
export function Counters({
  counters,
  filter,
}: {
  counters: MyDayView['counters'] | undefined;
  filter: DayFilter | undefined;
}) {
  const may = useMay();
  return (
    <nav className="counters" aria-label="今日数字">
      {counterList
        .filter((counter) => counter.needs === undefined || may(counter.needs))
        .map((counter) => {
          const value = counters?.[counter.key];
          const active = counter.filter !== undefined && counter.filter === filter;
          const to = counter.to ?? { search: active ? '' : `?f=${counter.filter}` };
          return (
            <Link
              key={counter.key}
              to={to}
              replace={counter.filter !== undefined}
              className={`counter ${value ? counter.tone : ''}`}
              aria-current={active ? 'true' : undefined}
              data-testid={`counter-${counter.key}`}
            >
              <span className="counter-label">
                <Icon name={counter.icon} size={15} />
                {counter.label}
              </span>
              {value === undefined ? (
                <Bone width={36} height={30} />
              ) : (
                <strong className="counter-value num">{value}</strong>
              )}
            </Link>
          );
        })}
    </nav>
  );
}
