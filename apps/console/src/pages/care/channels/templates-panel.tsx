import type { Routes, RouteView, TemplateRow } from '@cheban/contracts';
import { templateStateLabel } from '@cheban/contracts/constants';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import {
  type KindRows,
  kindsOf,
  stateLook,
  type TemplateFilter,
  templateFilterLabel,
  templateFilters,
} from '../../../features/channel/mapping.js';
import { usePhone } from '../../../shared/hooks/use-phone.js';
import type { UrlFilters } from '../../../shared/hooks/use-url-filters.js';
import { Panel } from '../../../shared/ui/page.js';
import { ListSkeleton } from '../../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../../shared/ui/states.js';
import { Tag } from '../../../shared/ui/tag.js';
import { MappingLayer } from './mapping-layer.js';

export type TemplatesView = RouteView<Routes['channel']['templates']>;

function Cell({ row, named, onOpen }: { row: TemplateRow; named: boolean; onOpen(): void }) {
  const look = stateLook[row.state];
  return (
    <button
      type="button"
      className={`template-cell ${row.state}`}
      title={row.problem || undefined}
      data-testid={`template-${row.kind}-${row.channel}`}
      onClick={onOpen}
    >
      {named && <span className="muted small">{row.channelLabel}</span>}
      <Tag {...look}>{templateStateLabel[row.state]}</Tag>
      {row.state !== 'not_set' && <span className="template-title">{row.title}</span>}
    </button>
  );
}

/** Rules and flows that speak by a kind; a rule of the same name says nothing new. */
function Uses({ entry: { rules, label } }: { entry: KindRows }) {
  if (rules.length === 1 && rules[0] === label) return null;
  return <span className="small faint template-uses">{rules.join('、') || '暂时没有规则使用'}</span>;
}

function Matrix({ kinds, onOpen }: { kinds: readonly KindRows[]; onOpen(row: TemplateRow): void }) {
  const heads = kinds[0]?.cells ?? [];
  return (
    <div className="table-box">
      <table className="table template-table" aria-label="模板">
        <thead>
          <tr>
            <th scope="col">消息</th>
            {heads.map((cell) => (
              <th scope="col" key={cell.channel}>
                {cell.channelLabel}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map((entry) => (
            <tr key={entry.kind}>
              <td>
                <span className="strong">{entry.label}</span>
                <Uses entry={entry} />
              </td>
              {entry.cells.map((row) => (
                <td key={row.channel}>
                  <Cell row={row} named={false} onOpen={() => onOpen(row)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ kinds, onOpen }: { kinds: readonly KindRows[]; onOpen(row: TemplateRow): void }) {
  return (
    <ul className="cards" aria-label="模板">
      {kinds.map((entry) => (
        <li key={entry.kind} className="card">
          <p className="card-title">{entry.label}</p>
          <Uses entry={entry} />
          {entry.cells.map((row) => (
            <Cell key={row.channel} row={row} named onOpen={() => onOpen(row)} />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** Every kind of message against every channel with a template: state, drift, and the editor behind each cell. */
export function TemplatesPanel({
  query,
  filters,
}: {
  query: UseQueryResult<TemplatesView>;
  filters: UrlFilters;
}) {
  const phone = usePhone();
  const [open, setOpen] = useState<TemplateRow | null>(null);
  const filter = filters.oneOf('state', templateFilters);
  const view = query.data;
  if (query.isPending) return <Panel>{<ListSkeleton rows={10} height={28} />}</Panel>;
  if (!view) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const kinds = kindsOf(view.rows, filter);
  const failures = view.accounts.filter((account) => account.failure);
  // The answer to a saved mapping arrives with the list: the open layer shows what stands there now.
  const current = open && view.rows.find((row) => row.kind === open.kind && row.channel === open.channel);
  const button = (value: TemplateFilter | undefined, label: string) => (
    <Button
      key={label}
      aria-pressed={filter === value}
      className={filter === value ? 'accent-button' : ''}
      onClick={() => filters.set({ state: value })}
    >
      {label} <span className="num">{kindsOf(view.rows, value).length}</span>
    </Button>
  );
  return (
    <Panel flush>
      <div className="filters">
        {button(undefined, '全部')}
        {templateFilters.map((value) => button(value, templateFilterLabel[value]))}
      </div>
      {failures.map((account) => (
        <p key={account.channel} className="template-failure" role="alert">
          {account.channelLabel}上次没有同步成功：{account.failure}
        </p>
      ))}
      {kinds.length === 0 ? (
        <Empty
          icon={filter === 'problem' ? 'check' : 'messages'}
          title={filter === 'problem' ? '模板都和账号一致' : '没有这样的消息'}
          action={<Button onClick={() => filters.set({ state: undefined })}>查看全部</Button>}
        />
      ) : phone ? (
        <Cards kinds={kinds} onOpen={setOpen} />
      ) : (
        <Matrix kinds={kinds} onOpen={setOpen} />
      )}
      {current && (
        <MappingLayer
          key={`${current.kind}-${current.channel}`}
          row={current}
          view={view}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
}
