import type { StaffDeclinedWorkView } from '@cheban/contracts';
import { DECLINED_CALL_DAYS, declinedWorkStateLabel } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import type { PickedCar } from '../../features/booking/owner-pick.js';
import {
  addDays,
  dateOfInstant,
  daysWords,
  dayWords,
  diffDays,
  shortDate,
  today,
} from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import type { Column } from '../../shared/ui/data-list.js';
import { Tag } from '../../shared/ui/tag.js';

export type Work = StaffDeclinedWorkView;

/** The car to book or call for; undefined if nobody is known to whom it belongs. */
export const carOf = ({ ownerId, vehicleId, ownerName, plate, model }: Work): PickedCar | undefined =>
  ownerId === null ? undefined : { ownerId, vehicleId, ownerName, plate, model };

/** `11-20 5 天前` */
export function Since({ work }: { work: Work }) {
  const on = dateOfInstant(work.declinedAt);
  const ago = diffDays(on, today());
  return (
    <span className="num">
      {shortDate(on)} <span className="small faint">{ago === 0 ? '今天' : `${ago} 天前`}</span>
    </span>
  );
}

/** When care asks again, or how it ended. */
export function Chase({ work }: { work: Work }) {
  if (work.state !== 'open') {
    const tone = work.state === 'done' ? 'green' : work.state === 'booked' ? 'blue' : 'grey';
    return <Tag tone={tone}>{declinedWorkStateLabel[work.state]}</Tag>;
  }
  if (work.chaseOn === null) return <Tag tone="amber">已转电话</Tag>;
  const left = diffDays(today(), work.chaseOn);
  const call = `${shortDate(addDays(work.chaseOn, DECLINED_CALL_DAYS))} 电话`;
  return (
    <span className="num" title={dayWords(work.chaseOn)}>
      {shortDate(work.chaseOn)}{' '}
      <span className="small faint">
        {left > 0 ? daysWords(left) : left === 0 ? `今天提醒，${call}` : `已提醒，${call}`}
      </span>
    </span>
  );
}

export const columns: Column<Work>[] = [
  {
    key: 'title',
    title: '项目',
    render: (work) => (
      <Link to={`/visits/${work.visitId}`} className="strong" title={work.note}>
        {work.title}
        {!work.answered && <span className="muted small">（离店时未答复）</span>}
      </Link>
    ),
  },
  {
    key: 'amount',
    title: '报价',
    width: '110px',
    align: 'right',
    render: (work) => <span className="num">{yuan(work.amountFen)}</span>,
  },
  {
    key: 'owner',
    title: '车主',
    width: '190px',
    render: (work) =>
      work.ownerId ? (
        <Link to={`/owners/${work.ownerId}?vehicle=${work.vehicleId}`}>
          {work.ownerName} <span className="muted num">{work.phoneMasked}</span>
        </Link>
      ) : (
        work.ownerName
      ),
  },
  {
    key: 'car',
    title: '车辆',
    width: '180px',
    minor: true,
    render: (work) => `${plateText(work.plate)} ${work.model}`,
  },
  { key: 'since', title: '搁置', width: '130px', render: (work) => <Since work={work} /> },
  { key: 'chase', title: '下次跟进', width: '200px', render: (work) => <Chase work={work} /> },
];
