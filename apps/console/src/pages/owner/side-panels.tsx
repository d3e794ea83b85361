import type { OwnerDetail } from '@cheban/contracts';
import { Link } from 'react-router';
import { useMay } from '../../app/me.js';
import { daysWords, dayWords, whenShort } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';

type Car = OwnerDetail['vehicles'][number];

const tileTone: Record<Car['tiles'][number]['tone'], Tone> = {
  grey: 'grey',
  amber: 'amber',
  red: 'red',
  unknown: 'grey',
};

/** What falls due for the chosen car, and why. */
export function DuePanel({ car }: { car: Car | undefined }) {
  if (!car) return null;
  const { due } = car;
  return (
    <Panel title="即将到期">
      {due ? (
        <div className="due-main">
          <p className="due-title">
            {due.title}
            <Tag tone={due.daysLeft < 0 ? 'red' : due.daysLeft <= 14 ? 'amber' : 'grey'}>
              {daysWords(due.daysLeft)}
            </Tag>
          </p>
          <p>
            {dayWords(due.dueOn)}
            {due.kmLeft !== null && (
              <span className="muted">
                {due.kmLeft >= 0
                  ? ` · 还有约 ${due.kmLeft.toLocaleString('en-US')} 公里`
                  : ` · 已超约 ${(-due.kmLeft).toLocaleString('en-US')} 公里`}
              </span>
            )}
          </p>
          <p className="hint">{due.why}</p>
        </div>
      ) : (
        <p className="muted">暂时无法推算保养日期，补充里程或购车日期后会自动计算。</p>
      )}
      <ul className="tiles">
        {car.tiles.map((tile) => (
          <li key={tile.kind}>
            <span>{tile.title}</span>
            <span className="muted small">{tile.note}</span>
            <Tag tone={tileTone[tile.tone]}>
              {tile.daysLeft === null ? '未登记' : daysWords(tile.daysLeft)}
            </Tag>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Reach({ ok, name, note }: { ok: boolean; name: string; note: string }) {
  return (
    <li className={ok ? '' : 'off'}>
      <span className={`reach-mark ${ok ? 'ok' : ''}`}>
        <Icon name={ok ? 'check' : 'close'} size={12} title={ok ? '可以触达' : '不能触达'} />
      </span>
      <span>{name}</span>
      <span className="muted small">{note}</span>
    </li>
  );
}

/** Through which channels this person can still be told something. */
export function ReachPanel({ reach }: { reach: OwnerDetail['reach'] }) {
  const credits = reach.subscribe.reduce((sum, entry) => sum + entry.credits, 0);
  const any = credits > 0 || reach.officialAccount || reach.sms || reach.inbox;
  return (
    <Panel title="可触达渠道">
      <ul className="reach">
        <Reach
          ok={credits > 0}
          name="订阅消息"
          note={
            reach.subscribe
              .filter((entry) => entry.credits > 0)
              .map((entry) => `${entry.title} ${entry.credits} 次`)
              .join('，') || '没有剩余次数'
          }
        />
        <Reach ok={reach.officialAccount} name="公众号" note={reach.officialAccount ? '已关注' : '未关注'} />
        <Reach ok={reach.sms} name="短信" note={reach.sms ? '可发送' : '没有号码或未同意'} />
        <Reach ok={reach.inbox} name="站内消息" note={reach.inbox ? '打开小程序可见' : '未绑定小程序'} />
      </ul>
      {!any && <p className="hint">只能电话联系。到店时请车主关注公众号或绑定小程序。</p>}
    </Panel>
  );
}

export function CasesPanel({ cases }: { cases: OwnerDetail['openCases'] }) {
  const may = useMay();
  if (!may('case.read')) return null;
  return (
    <Panel title="未结投诉" flush={cases.length > 0}>
      {cases.length === 0 && <Empty icon="check" title="没有未结投诉" />}
      <ul className="side-list">
        {cases.map((entry) => (
          <li key={entry.id}>
            <Link to={`/cases/${entry.id}`}>{entry.title}</Link>
            <span className="small muted">{whenShort(entry.dueAt)} 前回复</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
