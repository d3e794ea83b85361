import { AttendButton } from '../../features/activity/attend-button.js';
import { SignUpTag } from '../../features/activity/tags.js';
import { OwnerName } from '../../features/owner/owner-name.js';
import { clockOf, whenShort } from '../../shared/format/time.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Tag } from '../../shared/ui/tag.js';
import type { RosterRow } from './roster.js';

const State = ({ row }: { row: RosterRow }) => {
  if (row.state === 'going' && row.attendedAt)
    return (
      <Tag tone="green" icon="check">
        {clockOf(row.attendedAt)} 到场
      </Tag>
    );
  return (
    <span className="row-gap">
      <SignUpTag state={row.state} />
      {row.offerUntil && <span className="small num">留到 {clockOf(row.offerUntil)}</span>}
    </span>
  );
};
const guests = (row: RosterRow) => (row.guests > 0 ? `本人 + ${row.guests}` : '本人');
const answers = (row: RosterRow) => row.answers.map(({ label, text }) => `${label}：${text}`).join('；');

/** People of a session. */
export function RosterTable({ rows, byHand }: { rows: readonly RosterRow[]; byHand: boolean }) {
  const name = (row: RosterRow) => (
    <OwnerName ownerId={row.ownerId} className="strong">
      {row.ownerName}
    </OwnerName>
  );
  const act = (row: RosterRow) => row.state === 'going' && <AttendButton row={row} />;
  const columns: Column<RosterRow>[] = [
    { key: 'name', title: '车主', width: '120px', render: name },
    {
      key: 'phone',
      title: '手机',
      width: '130px',
      render: (row) => <span className="num">{row.phoneMasked ?? '—'}</span>,
    },
    { key: 'guests', title: '人数', width: '100px', render: guests },
    { key: 'state', title: '状态', width: '170px', render: (row) => <State row={row} /> },
    {
      key: 'answers',
      title: '报名时的回答',
      render: (row) =>
        row.answers.length > 0 ? (
          <span className="clip" title={answers(row)}>
            {answers(row)}
          </span>
        ) : (
          <span className="none">—</span>
        ),
    },
    {
      key: 'at',
      title: '报名时间',
      width: '130px',
      align: 'right',
      minor: true,
      render: (row) => whenShort(row.signedUpAt),
    },
    ...(byHand ? [{ key: 'act', title: '', width: '90px', render: act }] : []),
  ];
  return (
    <DataList
      label="名单"
      testId="roster-row"
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns}
      card={(row) => (
        <>
          <div className="card-top">
            <span className="card-title">{name(row)}</span>
            <State row={row} />
          </div>
          <div className="card-line small num">
            <span>{row.phoneMasked}</span>
            <span>{guests(row)}</span>
          </div>
          {row.answers.length > 0 && <div className="card-line small">{answers(row)}</div>}
          {byHand && row.state === 'going' && (
            <div className="card-actions">
              <AttendButton row={row} big />
            </div>
          )}
        </>
      )}
    />
  );
}
