import type { CalendarRow } from '@cheban/contracts';
import { channelLabel, messageClassLabel } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { clockOf, whenShort, whenWords } from '../../../shared/format/time.js';
import { plateText } from '../../../shared/format/words.js';
import type { Column } from '../../../shared/ui/data-list.js';
import { Layer } from '../../../shared/ui/layer.js';
import { Facts } from '../../../shared/ui/page.js';
import { Tag } from '../../../shared/ui/tag.js';

/** What is about no car in particular, a class for instance, names none. */
const carWords = (row: CalendarRow) =>
  row.vehicleId === null ? '不限车辆' : `${plateText(row.plate)} ${row.model}`;
/** A message without a rule is called by its title. */
const ruleNames = (row: CalendarRow) => row.rules.map(({ name }) => name).join(' + ') || row.title;

const owner = (row: CalendarRow) =>
  row.ownerId ? (
    <Link to={`/owners/${row.ownerId}${row.vehicleId ? `?vehicle=${row.vehicleId}` : ''}`} className="strong">
      {row.ownerName}
    </Link>
  ) : (
    row.ownerName || <span className="none">没有车主</span>
  );

/** Columns of the day's list; what is held says when it is looked at again, what is told says by which way. */
export function calendarColumns(outcome: 'told' | 'held'): Column<CalendarRow>[] {
  return [
    {
      key: 'at',
      title: '时间',
      width: '70px',
      render: (row) => <span className="num">{clockOf(row.at)}</span>,
    },
    { key: 'owner', title: '车主', width: '110px', render: owner },
    {
      key: 'car',
      title: '车辆',
      width: '200px',
      minor: true,
      render: (row) => (
        <span className="clip">
          {row.vehicleId === null ? (
            <span className="muted">{carWords(row)}</span>
          ) : (
            <>
              {plateText(row.plate)} <span className="muted">{row.model}</span>
            </>
          )}
        </span>
      ),
    },
    {
      key: 'rules',
      title: '提醒',
      width: '170px',
      render: (row) => (
        <span className="clip" title={ruleNames(row)}>
          {ruleNames(row)}
        </span>
      ),
    },
    outcome === 'told'
      ? {
          key: 'channel',
          title: '渠道',
          width: '130px',
          render: (row) => (row.channel ? channelLabel[row.channel] : <span className="none">—</span>),
        }
      : {
          key: 'again',
          title: '再看一次',
          width: '130px',
          render: (row) =>
            row.againAt ? (
              <span className="num">{whenShort(row.againAt)}</span>
            ) : (
              <span className="none">不再发送</span>
            ),
        },
    {
      key: 'why',
      title: outcome === 'told' ? '内容' : '为什么',
      render: (row) => {
        const text = outcome === 'told' ? `${row.title}　${row.text}` : row.why;
        return (
          <span className="clip" title={text}>
            {text}
          </span>
        );
      },
    },
  ];
}

/** A row on a phone. */
export function CalendarCard({ row, onOpen }: { row: CalendarRow; onOpen(): void }) {
  return (
    <button type="button" className="plain-button card-button" onClick={onOpen}>
      <span className="card-top">
        <span className="card-title">{row.ownerName}</span>
        {row.channel ? (
          <Tag tone="blue" icon="check">
            {channelLabel[row.channel]}
          </Tag>
        ) : (
          <Tag tone="amber" icon="clock">
            {row.againAt ? '暂缓' : '不发'}
          </Tag>
        )}
      </span>
      <span className="card-line small">
        {[clockOf(row.at), row.vehicleId === null ? '' : plateText(row.plate), ruleNames(row)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className="card-line small">{row.channel ? row.title : row.why}</span>
    </button>
  );
}

/** One message of the day, whole. */
export function CalendarLayer({ row, onClose }: { row: CalendarRow | null; onClose(): void }) {
  return (
    <Layer
      open={row !== null}
      title={row?.channel ? '会收到的消息' : '暂缓或不发的消息'}
      onClose={onClose}
      testId="calendar-layer"
    >
      {row && (
        <div className="stack">
          <div>
            <p style={{ fontSize: 16, fontWeight: 600 }}>{row.title}</p>
            <p className="message-body">{row.text}</p>
          </div>
          <Facts
            rows={[
              ['为什么', row.why],
              ['车主', <span key="owner">{owner(row)}</span>],
              ['车辆', carWords(row)],
              [
                '提醒',
                <span key="rules" className="row-gap">
                  {row.rules.length === 0 && '系统通知'}
                  {row.rules.map((rule) => (
                    <Link key={rule.code} to={`/care/rules/${rule.code}`}>
                      {rule.name}
                    </Link>
                  ))}
                </span>,
              ],
              ['类别', messageClassLabel[row.class]],
              ['渠道', row.channel ? channelLabel[row.channel] : '不发送'],
              ['时间', whenWords(row.at)],
              ...(row.againAt ? ([['再看一次', whenWords(row.againAt)]] as const) : []),
            ]}
          />
        </div>
      )}
    </Layer>
  );
}
