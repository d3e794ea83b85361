import type { RosterView } from '@cheban/contracts';
import { Input } from 'antd';
import { useState } from 'react';
import { AttendButton } from '../../features/activity/attend-button.js';
import { matchesRow } from '../../features/activity/match.js';
import { clockOf } from '../../shared/format/time.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';

const MOST = 8;

/** For who has no code at hand: by name or the last digits of the phone. */
export function NameSearch({ rows }: { rows: RosterView['rows'] }) {
  const [q, setQ] = useState('');
  const hits = q.trim() === '' ? [] : rows.filter((row) => row.state === 'going' && matchesRow(row, q));
  return (
    <Panel title="没带码？按姓名签到">
      <Input
        size="large"
        allowClear
        aria-label="姓名或手机尾号"
        placeholder="姓名或手机尾号"
        data-testid="door-name"
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <ul className="door-names">
        {hits.slice(0, MOST).map((row) => (
          <li key={row.id} data-testid="door-name-hit">
            <span>
              <strong>{row.ownerName}</strong> <span className="muted num">{row.phoneMasked}</span>
              <span className="muted num"> · {row.guests + 1} 人</span>
            </span>
            {row.attendedAt ? (
              <Tag tone="green" icon="check">
                {clockOf(row.attendedAt)} 已到
              </Tag>
            ) : (
              <AttendButton row={row} big />
            )}
          </li>
        ))}
      </ul>
      {q.trim() !== '' && hits.length === 0 && <p className="hint">这一场的报名名单里没有找到。</p>}
    </Panel>
  );
}
