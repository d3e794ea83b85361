import type { StaffSessionView } from '@cheban/contracts';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { isToCome, sessionWhen } from '../../features/activity/session-words.js';
import { Stars } from '../../features/activity/stars.js';
import { SessionTag } from '../../features/activity/tags.js';
import { whenShort } from '../../shared/format/time.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';

const waits = ({ waiting, offered }: StaffSessionView) =>
  waiting + offered > 0 ? `${waiting + offered} 组` : <span className="none">—</span>;
const came = (session: StaffSessionView, now: number) =>
  Date.parse(session.startsAt) > now && session.attended === 0 ? (
    <span className="none">—</span>
  ) : (
    `${session.attended} / ${session.going} 组`
  );

/** The sessions of an activity with their figures; each opens its roster. */
export function SessionTable({
  sessions,
  now,
  onChange,
}: {
  sessions: readonly StaffSessionView[];
  now: number;
  onChange?: ((session: StaffSessionView) => void) | undefined;
}) {
  const navigate = useNavigate();
  const change = (session: StaffSessionView) =>
    onChange &&
    isToCome(session, now) && (
      <Button size="small" data-testid="session-change" onClick={() => onChange(session)}>
        修改
      </Button>
    );
  const columns: Column<StaffSessionView>[] = [
    {
      key: 'when',
      title: '时间',
      render: (session) => (
        <Link to={`/activities/sessions/${session.id}`} className="strong num">
          {sessionWhen(session)}
        </Link>
      ),
    },
    { key: 'state', title: '状态', width: '140px', render: (session) => <SessionTag session={session} /> },
    {
      key: 'people',
      title: '报名 / 名额',
      width: '100px',
      align: 'right',
      render: ({ people, seats }) => `${people} / ${seats}`,
    },
    { key: 'waits', title: '候补', width: '70px', align: 'right', render: waits },
    { key: 'came', title: '到场', width: '100px', align: 'right', render: (session) => came(session, now) },
    {
      key: 'stars',
      title: '评价',
      width: '100px',
      minor: true,
      render: (session) => <Stars stars={session.stars} surveys={session.surveys} />,
    },
    ...(onChange ? [{ key: 'act', title: '', width: '80px', render: change }] : []),
  ];
  return (
    <DataList
      label="场次"
      testId="session-row"
      rows={sessions}
      rowKey={(session) => session.id}
      columns={columns}
      onOpen={(session) => void navigate(`/activities/sessions/${session.id}`)}
      card={(session) => (
        <>
          <div className="card-top">
            <Link to={`/activities/sessions/${session.id}`} className="card-title num">
              {sessionWhen(session)}
            </Link>
          </div>
          <div className="card-line">
            <SessionTag session={session} />
            <span className="num small">
              {session.people} / {session.seats} 人
            </span>
          </div>
          <div className="card-line small num">
            <span>报名截止 {whenShort(session.signUpUntil)}</span>
            <span>候补 {waits(session)}</span>
          </div>
          <div className="card-actions">
            <Button onClick={() => void navigate(`/activities/sessions/${session.id}`)}>名单</Button>
            {onChange && isToCome(session, now) && <Button onClick={() => onChange(session)}>修改</Button>}
          </div>
        </>
      )}
    />
  );
}
