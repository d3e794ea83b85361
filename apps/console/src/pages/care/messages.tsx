import type { DeliveryRow } from '@cheban/contracts';
import {
  channelLabel,
  messageClassLabel,
  messageKindLabel,
  messageKinds,
  messageStateLabel,
  messageStates,
} from '@cheban/contracts/constants';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { whenShort, whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Layer } from '../../shared/ui/layer.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { Paged } from '../../shared/ui/paged.js';
import { Empty } from '../../shared/ui/states.js';
import { MessageTag, Tag } from '../../shared/ui/tag.js';
import { HealthStrip } from './health-strip.js';

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
  { key: 'plate', title: '车牌', width: '110px', minor: true, render: (row) => plateText(row.plate) },
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
    width: '120px',
    render: (row) => (row.channel ? channelLabel[row.channel] : <span className="none">—</span>),
  },
  {
    key: 'why',
    title: '为什么',
    render: (row) => (
      <span className="clip" title={row.why}>
        {row.why}
      </span>
    ),
  },
];

function MessageLayer({ row, onClose }: { row: DeliveryRow | null; onClose(): void }) {
  return (
    <Layer open={row !== null} title="消息" onClose={onClose} testId="message-layer">
      {row && (
        <div className="stack">
          <div>
            <p className="row-gap" style={{ fontSize: 16, fontWeight: 600 }}>
              {row.title} <MessageTag state={row.state} channel={row.channel} />
            </p>
            <p className="message-body">{row.body}</p>
          </div>
          <Facts
            rows={[
              ['为什么', row.why],
              [
                '车主',
                <Link key="owner" to={`/owners/${row.ownerId}`}>
                  {row.ownerName}
                </Link>,
              ],
              ['车牌', row.plate && plateText(row.plate)],
              ['类别', `${messageClassLabel[row.class]} · ${messageKindLabel[row.kind]}`],
              ['渠道', row.channel ? channelLabel[row.channel] : '未选定'],
              ['最早发送', whenWords(row.notBefore)],
              ['发送', row.sentAt ? whenWords(row.sentAt) : '还没有发送'],
              ['打开', row.openedAt ? whenWords(row.openedAt) : '还没有打开'],
              ['尝试次数', `${row.attempts} 次`],
            ]}
          />
        </div>
      )}
    </Layer>
  );
}

export default function MessagesPage() {
  const filters = useUrlFilters();
  const scope = useScope(filters);
  const [open, setOpen] = useState<DeliveryRow | null>(null);
  const state = filters.oneOf('state', messageStates);
  const kind = filters.oneOf('kind', messageKinds);
  const ownerId = filters.get('owner');
  const query = {
    ...scope,
    page: filters.page,
    pageSize: filters.pageSize,
    ...(state && { state }),
    ...(kind && { kind }),
    ...(ownerId && { ownerId }),
  };
  const list = useQuery({
    queryKey: ['messages', query],
    queryFn: () => api.care.messages({ query }),
    placeholderData: keepPreviousData,
  });
  const owner = ownerId ? list.data?.items[0]?.ownerName : undefined;
  return (
    <>
      <PageHead tab="发送记录" title="发送记录" sub="每条消息发给了谁、走了哪个渠道，没有发的也写明原因。" />
      <HealthStrip />
      <Panel flush>
        <div className="filters">
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            style={{ minWidth: 130 }}
            value={state ?? null}
            options={messageStates.map((value) => ({ value, label: messageStateLabel[value] }))}
            onChange={(value) => filters.set({ state: value ?? undefined })}
          />
          <Select
            aria-label="消息类型"
            placeholder="全部类型"
            allowClear
            style={{ minWidth: 140 }}
            value={kind ?? null}
            options={messageKinds.map((value) => ({ value, label: messageKindLabel[value] }))}
            onChange={(value) => filters.set({ kind: value ?? undefined })}
          />
          <ScopeSelect filters={filters} />
          {ownerId && (
            <Button onClick={() => filters.set({ owner: undefined })}>
              只看 {owner ?? '一位车主'} ✕<span className="hidden-label">取消</span>
            </Button>
          )}
        </div>
        <Paged
          query={list}
          filters={filters}
          empty={
            <Empty
              icon="messages"
              title="没有符合条件的消息"
              text="保养快到期、预约有变化、交车之后，系统会自动排好消息。"
              action={
                (state || kind || ownerId) && (
                  <Button
                    onClick={() => filters.set({ state: undefined, kind: undefined, owner: undefined })}
                  >
                    清除条件
                  </Button>
                )
              }
            />
          }
        >
          {(rows, dim) => (
            <DataList
              label="发送记录"
              testId="message-row"
              rows={rows}
              dim={dim}
              rowKey={(row) => row.id}
              columns={columns}
              onOpen={setOpen}
              card={(row) => (
                <button type="button" className="plain-button card-button" onClick={() => setOpen(row)}>
                  <span className="card-top">
                    <span className="card-title">{row.title}</span>
                    <MessageTag state={row.state} channel={row.channel} />
                  </span>
                  <span className="card-line small">
                    {[row.ownerName, row.channel && channelLabel[row.channel], at(row)]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  <span className="card-line small">{row.why}</span>
                </button>
              )}
            />
          )}
        </Paged>
      </Panel>
      <MessageLayer row={open} onClose={() => setOpen(null)} />
    </>
  );
}
