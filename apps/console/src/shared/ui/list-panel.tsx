import type { UseQueryResult } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PageOf } from '../hooks/use-page-query.js';
import type { UrlFilters } from '../hooks/use-url-filters.js';
import { DataList, type DataListProps } from './data-list.js';
import { Panel } from './page.js';
import { Paged } from './paged.js';

/** A server-side list in its panel: filters on top, then rows in all their states, then the pager. */
export function ListPanel<T>({
  query,
  filters,
  bar,
  title,
  extra,
  empty,
  ...list
}: Omit<DataListProps<T>, 'rows' | 'dim'> & {
  query: UseQueryResult<PageOf<T>>;
  filters: UrlFilters;
  /** What narrows the list. */
  bar?: ReactNode;
  title?: ReactNode;
  extra?: ReactNode;
  empty: ReactNode;
}) {
  return (
    <Panel flush title={title} extra={extra}>
      {bar && <div className="filters">{bar}</div>}
      <Paged query={query} filters={filters} empty={empty}>
        {(rows, dim) => <DataList {...list} rows={rows} dim={dim} />}
      </Paged>
    </Panel>
  );
}

/** One of a few states, or all of them; lives in the address as `name`. */
export function StateFilter<S extends string>({
  filters,
  values,
  labels,
  name = 'state',
  label = '状态',
}: {
  filters: UrlFilters;
  values: readonly S[];
  labels: Record<S, string>;
  name?: string;
  label?: string;
}) {
  return (
    <Segmented
      aria-label={label}
      value={filters.oneOf(name, values) ?? 'all'}
      options={[
        { value: 'all', label: '全部' },
        ...values.map((value) => ({ value: value as string, label: labels[value] })),
      ]}
      onChange={(value) => filters.set({ [name]: value === 'all' ? undefined : value })}
    />
  );
}

/** A row as a card on a phone that opens as a whole. */
export function CardLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="card-link">
      {children}
    </Link>
  );
}

/** One of many values, or all of them, as a drop-down; lives in the address as `name`. */
export function ChoiceFilter<S extends string>({
  filters,
  values,
  labels,
  name,
  label,
  placeholder,
  width = 130,
}: {
  filters: UrlFilters;
  values: readonly S[];
  labels: Record<S, string>;
  name: string;
  label: string;
  /** What stands there while nothing is chosen. */
  placeholder: string;
  /** Pixels. */
  width?: number;
}) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      allowClear
      style={{ minWidth: width }}
      value={filters.oneOf(name, values) ?? null}
      options={values.map((value) => ({ value, label: labels[value] }))}
      onChange={(value: S | null | undefined) => filters.set({ [name]: value ?? undefined })}
    />
  );
}
