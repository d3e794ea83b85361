import { businessDate, sayYuan } from '@cheban/kernel';
import type { Person, ShownColumn } from './personal-table.js';

/** Puts question marks and values for :owner, :accounts, :cars and :now; a list without members matches nothing. */
export function fillIn(sql: string, person: Person): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const list = (ids: readonly string[]) => (ids.length === 0 ? [''] : ids);
  const filled = sql.replace(/:(owner|accounts|cars|now)\b/g, (_, name: string) => {
    values.push(
      name === 'owner'
        ? person.ownerId
        : name === 'now'
          ? person.at
          : list(name === 'accounts' ? person.accountIds : person.vehicleIds),
    );
    return '?';
  });
  return { sql: filled, values };
}

const PLAIN = { words: undefined, fen: undefined, unit: undefined };

/** A stored value in words for its owner; `open` reads what is encrypted. */
export function sayValue(value: unknown, column: ShownColumn, open: (stored: string) => string): string {
  if (value === null || value === undefined || value === '') return '—';
  const { words, fen, unit } = typeof column === 'string' ? PLAIN : column;
  if (fen) return `${sayYuan(Number(value))} 元`;
  if (words) return words[String(value)] ?? String(value);
  if (unit) return `${String(value)} ${unit}`;
  if (value instanceof Date) return sayInstant(value.getTime());
  return open(String(value));
}

/** 2026年11月18日 10:00, Shanghai. */
function sayInstant(at: number): string {
  const [year, month, day] = businessDate(at).split('-').map(Number);
  const clock = new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at);
  return `${year}年${month}月${day}日 ${clock}`;
}
