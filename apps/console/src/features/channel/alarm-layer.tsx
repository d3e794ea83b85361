import './alarm.css';
import type { AlarmRow } from '@cheban/contracts';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayDuration, whenShort, whenWords } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Pager } from '../../shared/ui/data-list.js';
import { Layer } from '../../shared/ui/layer.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { type AlarmState, useAlarms } from './queries.js';

const MINUTE_MS = 60_000;

/** Where one mends what an alarm speaks of; others want somebody at the server. */
const places: Partial<Record<AlarmRow['name'], { to: string; label: string }>> = {
  template_drift: { to: '/care/channels?state=problem', label: '去处理模板' },
  circuit_open: { to: '/care/channels', label: '查看渠道' },
  unknown_grows: { to: '/care/messages?state=unknown', label: '逐条核对' },
};

function Alarm({ alarm }: { alarm: AlarmRow }) {
  const may = useMay();
  const now = useNow();
  const seen = useSubmit(api.channel.acknowledgeAlarm, { refresh: ['alarms'], success: '已记下，由您跟进' });
  const place = alarm.closedAt ? undefined : places[alarm.name];
  const minutes =
    (Date.parse(alarm.closedAt ?? new Date(now).toISOString()) - Date.parse(alarm.openedAt)) / MINUTE_MS;
  return (
    <li className={`alarm ${alarm.closedAt ? 'closed' : ''}`} data-testid="alarm-row">
      <p className="alarm-top">
        <strong>{alarm.title}</strong>
        {alarm.closedAt ? (
          <Tag tone="green" icon="check">
            已恢复
          </Tag>
        ) : (
          <Tag tone="red" icon="alert">
            进行中
          </Tag>
        )}
      </p>
      <p className="alarm-text">
        {alarm.text}{' '}
        {place && (
          <Link to={place.to} className="inline-link">
            {place.label}
          </Link>
        )}
      </p>
      <p className="hint">
        {whenWords(alarm.openedAt)} 开始，{alarm.closedAt ? '历时' : '已'}{' '}
        {sayDuration(Math.max(1, Math.round(minutes)))}
        {alarm.count > 1 && `，出现 ${count(alarm.count)} 次`}
        {!alarm.closedAt && alarm.count > 1 && `，最近 ${whenShort(alarm.lastSeenAt)}`}
      </p>
      <div className="alarm-foot">
        {alarm.acknowledgedBy ? (
          <span className="small muted">
            {alarm.acknowledgedBy} 于 {alarm.acknowledgedAt ? whenShort(alarm.acknowledgedAt) : ''} 接手
          </span>
        ) : (
          !alarm.closedAt && <span className="small text-red">还没有人接手</span>
        )}
        {!alarm.closedAt && !alarm.acknowledgedBy && may('care.manage') && (
          <Button
            size="small"
            data-testid="alarm-acknowledge"
            loading={seen.isPending}
            onClick={() => seen.mutate({ params: { id: alarm.id } })}
          >
            我来处理
          </Button>
        )}
      </div>
    </li>
  );
}

/** What is wrong with the sending right now, what it means and what to do; and what is over. */
export function AlarmLayer({ open, onClose }: { open: boolean; onClose(): void }) {
  const [state, setState] = useState<AlarmState>('open');
  const [page, setPage] = useState(1);
  const query = useAlarms(state, page);
  const view = query.data;
  const choose = (next: AlarmState) => {
    setState(next);
    setPage(1);
  };
  return (
    <Layer open={open} title="报警" onClose={onClose} testId="alarm-layer">
      <div className="stack">
        <Segmented<AlarmState>
          block
          aria-label="报警状态"
          value={state}
          options={[
            { value: 'open', label: `进行中${view ? ` ${view.open}` : ''}` },
            { value: 'closed', label: '已恢复' },
          ]}
          onChange={choose}
        />
        {query.isPending && <ListSkeleton rows={4} height={40} />}
        {query.isError && !view && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {view && view.items.length === 0 && (
          <Empty
            icon="check"
            title={state === 'open' ? '一切正常' : '还没有报警记录'}
            text={
              state === 'open'
                ? '计划、发送和回执每分钟核对一次，有异常会马上出现在这里。'
                : '恢复正常的报警会留在这里备查。'
            }
          />
        )}
        {view && view.items.length > 0 && (
          <ul className={query.isPlaceholderData ? 'dim' : ''} aria-label="报警">
            {view.items.map((alarm) => (
              <Alarm key={alarm.id} alarm={alarm} />
            ))}
          </ul>
        )}
        {view && view.total > view.pageSize && (
          <Pager
            page={view.page}
            pageSize={view.pageSize}
            total={view.total}
            onChange={(changes) => setPage(changes.page ?? 1)}
          />
        )}
      </div>
    </Layer>
  );
}
