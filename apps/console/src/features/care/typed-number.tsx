import './care-parts.css';
import { Input } from 'antd';
import { useId } from 'react';
import { count } from '../../shared/format/words.js';

/** From so many people on, the number has to be typed before something is sent. */
export const MANY_PEOPLE = 200;

/** Whether what was typed is the number; spaces and thousands separators do not matter. */
export const typedRight = (typed: string, number: number): boolean =>
  typed.replace(/[\s,，]/g, '') === String(number);

/** A guard before sending to many: the number of people, to be typed by hand. */
export function TypedNumber({
  number,
  value,
  onChange,
}: {
  number: number;
  value: string;
  onChange(value: string): void;
}) {
  const id = useId();
  const wrong = value.trim() !== '' && !typedRight(value, number);
  return (
    <div className="words-field">
      <label htmlFor={id}>
        会发给 <b className="num">{count(number)}</b> 位车主。请输入这个数字再继续：
      </label>
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        data-testid="typed-number"
        style={{ maxWidth: 180 }}
        value={value}
        {...(wrong && { status: 'error' as const })}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong && <p className="words-problem">和 {count(number)} 不一致</p>}
    </div>
  );
}
