import './messages/messages.css';
import type { DeliveryRow } from '@cheban/contracts';
import { channelLabel, messageKindLabel } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { ArrangedPanel } from '../../features/list/arranged-panel.js';
import { useScope } from '../../features/store/scope.js';
import { whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { usePageQuery } from '../../shared/hooks/use-page-query.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import type { Column } from '../../shared/ui/data-list.js';
import { PageHead } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { MessageTag, Tag } from '../../shared/ui/tag.js';
import { HealthStrip } from './health-strip.js';
import { ExportButton } from './messages/export-button.js';
import { MessageFilters } from './messages/filters.js';
import { logFilterOf, nothingChosen } from './messages/log-filter.js';
import { MessageLayer } from './messages/message-layer.js';

/** When it went out, or when it will. */
const at = (row: DeliveryRow) => (row.sentAt ? whenShort(row.sentAt) : `${whenShort(row.notBefore)} 起`);

const columns: Column<DeliveryRow>[] = [
  { key: 'at', title: '时间', width: '130px', render: (row) => <span className="num">{at(row)}</span> },
  {
    key: 'owner',
    title: '车主',
    width: '110px',
    render: (row) => (
      <Link to={`/owners/${row.ownerId}`} className="strong">
        {row.ownerName}
      </Link>
    ),
  },
  {
    key: 'plate',
    title: '车牌',
    width: '110px',
    minor: true,
    render: (row) => (row.plate ? plateText(row.plate) : '—'),
  },
  { key: 'kind', title: '类型', width: '120px', render: (row) => messageKindLabel[row.kind] },
  {
    key: 'state',
    title: '状态',
    width: '160px',
    render: (row) => (
      <span className="row-gap">
        <MessageTag state={row.state} channel={row.channel} />
        {row.openedAt && <Tag tone="green">已打开</Tag>}
      </span>
    ),
  },
  {
    key: 'channel',
    title: '渠道',
    width: '130px',
    render: (row) => (row.channel ? channelLabel[row.channel] : <span className="none">—</span>),
  },
  {
    key: 'why',
    title: '为什么',
    render: (row) => (
      <span className="clip" title={[row.why, row.advice].filter(Boolean).join(' ')}>
        {row.why}
        {row.advice && <span className="text-red"> {row.advice}</span>}
      </span>
    ),
  },
];

/** Filters that a view of the list keeps. */
const KEEPS = ['state', 'kind', 'class', 'channel', 'rule', 'all'];

/** The delivery log: every message, its way, and why it went so or did not go. */
export default function MessagesPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const chosen = logFilterOf(filters.get);
  const filter = { ...scope, ...chosen };
  const list = usePageQuery('messages', filters, filter, (query) => api.care.messages({ query }));
  const show = (id: string | undefined) => filters.show('message', id);
  const ownerName = chosen.ownerId ? list.data?.items[0]?.ownerName : undefined;
  return (
    <>
      <PageHead
        tab="发送记录"
        title="发送记录"
        sub="每条消息发给了谁、走了哪个渠道，没有发的也写明原因。"
        actions={<ExportButton filter={filter} disabled={list.data?.total === 0} />}
      />
      <HealthStrip />
      <ArrangedPanel<DeliveryRow>
        list="messages"
        keeps={KEEPS}
        label="发送记录"
        testId="message-row"
        query={list}
        filters={filters}
        bar={<MessageFilters filters={filters} chosen={chosen} ownerName={ownerName} />}
        empty={
          <Empty
            icon="messages"
            title="没有符合条件的消息"
            text="保养快到期、预约有变化、交车之后，系统会自动排好消息。"
            action={
              Object.keys(chosen).length > 0 && (
                <Button onClick={() => filters.set(nothingChosen)}>清除条件</Button>
              )
            }
          />
        }
        rowKey={(row) => row.id}
        columns={columns}
        onOpen={(row) => show(row.id)}
        card={(row) => (
          <button type="button" className="plain-button card-button" onClick={() => show(row.id)}>
            <span className="card-top">
              <span className="card-title">{row.title}</span>
              <MessageTag state={row.state} channel={row.channel} />
            </span>
            <span className="card-line small">
              {[row.ownerName, row.channel && channelLabel[row.channel], at(row)].filter(Boolean).join(' · ')}
            </span>
            <span className="card-line small">{row.why}</span>
          </button>
        )}
      />
      <MessageLayer id={filters.get('message') ?? null} onShow={show} />
    </>
  );
}
