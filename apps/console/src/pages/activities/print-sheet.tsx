import type { RosterView } from '@cheban/contracts';
import { createPortal } from 'react-dom';
import { sessionWhen } from '../../features/activity/session-words.js';
import { serverNow } from '../../shared/format/now.js';
import { stamp } from '../../shared/format/time.js';
import { rowsOfTab } from './roster.js';

/** The list for the door on paper: only there when the page is printed. Phones stay masked. */
export function PrintSheet({ roster }: { roster: RosterView }) {
  const rows = rowsOfTab(roster.rows, 'going');
  return createPortal(
    <section className="print-sheet" aria-hidden="true">
      <h1>{roster.title} 签到表</h1>
      <p>
        {sessionWhen(roster.session)} · {roster.place} · {rows.length} 组 {roster.session.people} 人
      </p>
      <table>
        <thead>
          <tr>
            <th>序号</th>
            <th>姓名</th>
            <th>手机</th>
            <th>人数</th>
            <th>备注</th>
            <th>签名</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <td>{index + 1}</td>
              <td>{row.ownerName}</td>
              <td>{row.phoneMasked}</td>
              <td>{row.guests + 1}</td>
              <td>{row.answers.map(({ label, text }) => `${label}：${text}`).join('；')}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {roster.storeName} · 打印于 {stamp(new Date(serverNow()).toISOString())}
      </p>
    </section>,
    document.body,
  );
}
