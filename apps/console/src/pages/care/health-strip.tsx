import './care.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { sayDuration, whenShort } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { Icon } from '../../shared/ui/icon.js';

/** A sender that is behind by more is worth a look. */
const LAG_SEC = 300;

/** Whether the machine that tells owners in time is running: last and next run, lag, and what needs a person. */
export function HealthStrip() {
  const query = useQuery({
    queryKey: ['care-health'],
    queryFn: () => api.care.health(),
    refetchInterval: 60_000,
  });
  const health = query.data;
  if (query.isError && !health) return null;
  if (!health) return <div className="health" aria-busy="true" />;
  const behind = health.lagSec > LAG_SEC || health.overdue > 0;
  const well = !behind && health.circuits.length === 0;
  return (
    <section className="health" aria-label="发送情况" data-testid="care-health">
      <span className={`health-state ${well ? 'ok' : 'bad'}`}>
        <Icon name={well ? 'check' : 'alert'} size={15} />
        {well ? '发送正常' : behind ? `有 ${count(health.overdue)} 条延迟` : '有渠道已暂停'}
      </span>
      <span>
        上次排期 <b className="num">{health.lastPlannedAt ? whenShort(health.lastPlannedAt) : '还没有'}</b>
      </span>
      <span>
        下次排期 <b className="num">{health.nextPlanAt ? whenShort(health.nextPlanAt) : '未安排'}</b>
      </span>
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
      {health.circuits.map((circuit) => (
        <p key={circuit.name} className="health-circuit" role="alert">
          {circuit.name}自 {whenShort(circuit.since)} 起暂停发送：{circuit.reason}
        </p>
      ))}
    </section>
  );
}
