import './door.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, type InputRef, Select } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useStoreId } from '../../app/me.js';
import { useRoster } from '../../features/activity/queries.js';
import { isDoorOpen, sessionWhen } from '../../features/activity/session-words.js';
import { scanLook } from '../../features/activity/tags.js';
import { addDays, clockOf, today } from '../../shared/format/time.js';
import { useNow } from '../../shared/hooks/use-now.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Camera, canScan } from '../../shared/ui/camera.js';
import { Icon } from '../../shared/ui/icon.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import type { DoorScan } from './door-queue.js';
import { NameSearch } from './name-search.js';
import { useDoor } from './use-door.js';

function Scan({ scan, first }: { scan: DoorScan; first: boolean }) {
  const { answer } = scan;
  const look = answer ? scanLook[answer.result] : { tone: 'grey' as const, icon: 'clock' as const };
  return (
    <li className={`scan ${look.tone} ${first ? 'first' : ''}`} data-testid="door-scan">
      <Icon name={look.icon} size={first ? 28 : 18} />
      <div className="scan-words">
        <p className="strong">
          {answer?.ownerName ?? (answer ? '没有通过' : '等待上传')}
          {answer?.people ? <span className="num"> · {answer.people} 人</span> : null}
        </p>
        <p className="small">{answer ? answer.text : '已记在这台设备上'}</p>
        {answer?.title && <p className="small faint clip">{answer.title}</p>}
      </div>
      <span className="small faint num">{clockOf(scan.at)}</span>
    </li>
  );
}

/** The door of a class, for a phone in one hand: scan, or type, or find by name. */
export default function DoorPage() {
  const storeId = useStoreId();
  const filters = useUrlFilters();
  const now = useNow();
  const door = useDoor(storeId);
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  // The door opens hours before and closes hours after: sessions of yesterday evening may still be open.
  const query = {
    storeId,
    state: 'published' as const,
    fromOn: addDays(today(), -1),
    toOn: addDays(today(), 1),
    pageSize: 100,
  };
  const list = useQuery({
    queryKey: ['activities', 'door', query],
    queryFn: () => api.staffActivity.list({ query }),
  });
  const open = (list.data?.items ?? []).flatMap((activity) =>
    activity.sessions.filter((session) => isDoorOpen(session, now)).map((session) => ({ activity, session })),
  );
  const asked = filters.get('session');
  const chosen = open.find(({ session }) => session.id === asked) ?? open[0];
  const roster = useRoster(chosen?.session.id);
  const scans = canScan();
  function take() {
    door.scan(text);
    setText('');
    field.current?.focus();
  }
  return (
    <>
      <PageHead
        tab="活动签到"
        title="活动签到"
        sub="扫车主手机里的报名码。没有网络也能扫，联网后自动上传。"
        actions={
          chosen && (
            <Link to={`/activities/sessions/${chosen.session.id}`}>
              <Button>看名单</Button>
            </Link>
          )
        }
      />
      {(door.problem || door.waiting > 0) && (
        <Alert
          type="warning"
          showIcon
          data-testid="door-waiting"
          title={door.waiting > 0 ? `${door.waiting} 个签到还没上传` : '刚才没有成功'}
          description={door.problem ?? '正在上传…'}
          action={
            <Button size="small" onClick={() => void door.send()}>
              现在上传
            </Button>
          }
        />
      )}
      <div className="door">
        <Panel className="door-scan">
          <div className="stack">
            {open.length > 1 && (
              <Select
                aria-label="哪一场"
                value={chosen?.session.id ?? null}
                options={open.map(({ activity, session }) => ({
                  value: session.id,
                  label: `${activity.title} · ${sessionWhen(session)}`,
                }))}
                onChange={(id) => filters.set({ session: id })}
              />
            )}
            {open.length === 1 && chosen && (
              <p>
                <strong>{chosen.activity.title}</strong>{' '}
                <span className="muted num">{sessionWhen(chosen.session)}</span>
              </p>
            )}
            {chosen && (
              <p className="door-count num" data-testid="door-count">
                <b>{roster.data?.session.attended ?? chosen.session.attended}</b> /{' '}
                {roster.data?.session.going ?? chosen.session.going} 组已到
              </p>
            )}
            {list.isError && !list.data && (
              <ErrorState error={list.error} onRetry={() => void list.refetch()} />
            )}
            {list.data && open.length === 0 && (
              <p className="hint">现在没有可以签到的场次：开始前 4 小时到结束后 12 小时可以签到。</p>
            )}
            {scans ? (
              <Camera onCode={door.scan} />
            ) : (
              <p className="hint">
                这个浏览器不能直接扫码（需要安卓 Chrome 且用 https
                打开）。可以接扫码枪，或粘贴报名码，或按姓名签到。
              </p>
            )}
            <form
              className="door-type"
              onSubmit={(event) => {
                event.preventDefault();
                take();
              }}
            >
              <Input
                ref={field}
                size="large"
                autoFocus={!scans}
                autoComplete="off"
                autoCapitalize="off"
                aria-label="报名码"
                placeholder="扫码枪或粘贴报名码"
                data-testid="door-code"
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
              <Button size="large" htmlType="submit" data-testid="door-submit" disabled={text.trim() === ''}>
                签到
              </Button>
            </form>
          </div>
        </Panel>
        <Panel
          className="door-results"
          title="刚刚扫到"
          extra={door.scans.length > 0 && <Tag tone="grey">{door.scans.length} 个码</Tag>}
        >
          {door.scans.length === 0 ? (
            <Empty icon="check" title="还没有扫码" text="同一个码扫多少次都只算一次。" />
          ) : (
            <ul className="scans" aria-live="polite">
              {door.scans.map((scan, index) => (
                <Scan key={scan.token} scan={scan} first={index === 0} />
              ))}
            </ul>
          )}
        </Panel>
        {roster.data && (
          <div className="door-by-name">
            <NameSearch rows={roster.data.rows} />
          </div>
        )}
      </div>
    </>
  );
}
