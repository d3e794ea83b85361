import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { count } from '../format/words.js';
import { useListKeys } from '../hooks/use-list-keys.js';
import { usePhone } from '../hooks/use-phone.js';

export interface Column<T> {
  key: string;
  title: string;
  /** CSS width, for instance `120px`; columns without one share the rest. */
  width?: string;
  align?: 'right';
  /** Left out below 1200 pixels. */
  minor?: boolean;
  render(row: T): ReactNode;
}

export interface DataListProps<T> {
  label: string;
  rows: readonly T[];
  rowKey(row: T): string;
  columns: readonly Column<T>[];
  /** The same row as a card on a phone. */
  card(row: T): ReactNode;
  /** Opens a row: click, or j / k and Enter. */
  onOpen?: (row: T) => void;
  testId?: string;
  /** Older rows are shown while the next page is on its way. */
  dim?: boolean;
}

/** Rows as a table of 32-pixel lines with a sticky head, or as cards on a phone. */
export function DataList<T>({
  label,
  rows,
  rowKey,
  columns,
  card,
  onOpen,
  testId,
  dim = false,
}: DataListProps<T>) {
  const phone = usePhone();
  const marked = useListKeys(rows.length, (index) => {
    const row = rows[index];
    if (row) onOpen?.(row);
  });
  if (phone) {
    return (
      <ul className={`cards ${dim ? 'dim' : ''}`} aria-label={label}>
        {rows.map((row) => (
          <li key={rowKey(row)} className="card" data-testid={testId}>
            {card(row)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className={`table-box ${dim ? 'dim' : ''}`}>
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={`${column.minor ? 'minor' : ''} ${column.align ?? ''}`}
                style={column.width ? { width: column.width } : undefined}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row)}
              data-testid={testId}
              data-marked={index === marked}
              className={onOpen ? 'opens' : undefined}
              onClick={
                onOpen
                  ? (event) => {
                      if (!(event.target as HTMLElement).closest('a, button, input')) onOpen(row);
                    }
                  : undefined
              }
            >
              {columns.map((column) => (
                <td key={column.key} className={`${column.minor ? 'minor' : ''} ${column.align ?? ''}`}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The server counts up to here; beyond it says "more than". */
const COUNT_LIMIT = 10_000;
const SMALLEST_PAGE = 20;

/** Which rows of how many, and the buttons to the others. */
export function Pager({
  page,
  pageSize,
  total,
  onChange,
}: {
  page: number;
  pageSize: number;
  total: number;
  onChange(changes: { page?: number | undefined; pageSize?: number | undefined }): void;
}) {
  if (total === 0) return null;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const [from, to] = [(page - 1) * pageSize + 1, Math.min(page * pageSize, total)];
  return (
    <nav className="pager" aria-label="翻页">
      <span className="num">
        第 {count(from)}–{count(to)} 条，共 {count(total)}
        {total >= COUNT_LIMIT ? '+' : ''} 条
      </span>
      {total > SMALLEST_PAGE && (
        <Select
          size="small"
          aria-label="每页条数"
          value={pageSize}
          options={[SMALLEST_PAGE, 50, 100].map((size) => ({ value: size, label: `${size} 条/页` }))}
          onChange={(size) =>
            onChange({ pageSize: size === SMALLEST_PAGE ? undefined : size, page: undefined })
          }
        />
      )}
      {last > 1 && (
        <>
          <Button
            size="small"
            disabled={page <= 1}
            onClick={() => onChange({ page: page === 2 ? undefined : page - 1 })}
          >
            上一页
          </Button>
          <Button size="small" disabled={page >= last} onClick={() => onChange({ page: page + 1 })}>
            下一页
          </Button>
        </>
      )}
    </nav>
  );
}
