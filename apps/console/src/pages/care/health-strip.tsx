import './care.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useAlarmLayer, useAlarms } from '../../features/channel/queries.js';
import { sayDuration, whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';
import { type Health, judge } from './health.js';

function Runs({ runs }: { runs: Health['runs'] }) {
  return (
    <>
      {runs.map((run) => (
        <span key={run.name} className={run.late || run.failure ? 'text-red' : ''}>
          {run.label} <b className="num">{run.lastAt ? whenShort(run.lastAt) : '还没有运行'}</b>
          {run.nextAt && !run.late && <span className="faint num">，下次 {whenShort(run.nextAt)}</span>}
          {run.late && '，没有按时运行'}
        </span>
      ))}
    </>
  );
}

/** The open alarms in one line; the list with what to do is a tap away. */
function AlarmLine() {
  const { show } = useAlarmLayer();
  const alarms = useAlarms('open').data;
  if (!alarms || alarms.open === 0) return null;
  const names = [...new Set(alarms.items.map((alarm) => alarm.title))];
  return (
    <div className="health-alarm" role="alert" data-testid="care-alarms">
      <Icon name="bell" size={15} />
      <span>
        {count(alarms.open)} 项报警进行中：{names.slice(0, 3).join('、')}
        {names.length > 3 && ' 等'}
      </span>
      <button type="button" className="plain-button" onClick={() => show(true)}>
        查看与处理
      </button>
    </div>
  );
}

/** Whether the machine that tells owners in time is running: its runs, lag, and what needs a person. */
export function HealthStrip() {
  const query = useQuery({
    queryKey: ['care-health'],
    queryFn: () => api.care.health(),
    refetchInterval: 60_000,
  });
  const health = query.data;
  if (query.isError && !health) return null;
  if (!health) return <div className="health" aria-busy="true" />;
  const { well, text } = judge(health);
  return (
    <section className="health" aria-label="发送情况" data-testid="care-health">
      <span className={`health-state ${well ? 'ok' : 'bad'}`}>
        <Icon name={well ? 'check' : 'alert'} size={15} />
        {text}
      </span>
      {health.runs.length > 0 ? (
        <Runs runs={health.runs} />
      ) : (
        <span>
          上次排期 <b className="num">{health.lastPlannedAt ? whenShort(health.lastPlannedAt) : '还没有'}</b>
        </span>
      )}
      {health.lagSec > 60 && (
        <span>
          落后 <b>{sayDuration(health.lagSec / 60)}</b>
        </span>
      )}
      <Link to="/care/messages?state=unknown&all=1">
        结果待查 <b className="num">{count(health.unknown)}</b>
      </Link>
      <Link to="/care/messages?state=failed&all=1">
        今日失败 <b className="num">{count(health.failedToday)}</b>
      </Link>
      {health.missedToday > 0 && (
        <span className="text-red">
          今日错过 <b className="num">{count(health.missedToday)}</b>
        </span>
      )}
      {health.stuck > 0 && (
        <span className="text-red">
          发送卡住 <b className="num">{count(health.stuck)}</b>
        </span>
      )}
      {health.runs
        .filter((run) => run.failure)
        .map((run) => (
          <p key={run.name} className="health-circuit">
            {run.label}上次没有成功：{run.failure}
          </p>
        ))}
      {health.circuits.map((circuit) => (
        <p key={circuit.name} className="health-circuit" role="alert">
          {circuit.title}自 {whenShort(circuit.since)} 起暂停发送：{circuit.reason}
          {circuit.until ? (
            <>
              ，{count(circuit.held)} 条消息等到 {whenShort(circuit.until)} 后自动续发
            </>
          ) : (
            <>
              {' '}
              <Link to="/care/channels" className="inline-link">
                去处理
              </Link>
            </>
          )}
        </p>
      ))}
      <AlarmLine />
    </section>
  );
}
