import './care-parts.css';
import { type CareVariable, careVariableLabel, careVariables } from '@cheban/contracts/constants';
import { Input } from 'antd';
import { type ReactNode, type SyntheticEvent, useId, useRef } from 'react';
import { insertAt, readVariables, showVariables } from './variables.js';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** A text with variables: chips put them in at the caret, and a counter says how much room is left. */
export function VariableText({
  label,
  value,
  onChange,
  length,
  max,
  lines = 1,
  variables = careVariables,
  hint,
  problem,
  placeholder,
  testId,
  disabled = false,
}: {
  label: string;
  value: string;
  onChange(text: string): void;
  /** Characters as they count: with every variable at its longest. */
  length: number;
  max: number;
  lines?: number;
  variables?: readonly CareVariable[];
  hint?: ReactNode;
  problem?: string | undefined;
  placeholder?: string;
  testId?: string;
  disabled?: boolean;
}) {
  const id = useId();
  const field = useRef<Field | null>(null);
  const selection = useRef<[number, number] | null>(null);
  const shown = showVariables(value);
  const note = (event: SyntheticEvent<Field>) => {
    field.current = event.currentTarget;
    selection.current = [event.currentTarget.selectionStart ?? 0, event.currentTarget.selectionEnd ?? 0];
  };
  function insert(name: CareVariable) {
    const { text, caret } = insertAt(shown, `{${careVariableLabel[name]}}`, selection.current);
    onChange(readVariables(text));
    selection.current = [caret, caret];
    const element = field.current ?? (document.getElementById(id) as Field | null);
    requestAnimationFrame(() => {
      element?.focus();
      element?.setSelectionRange(caret, caret);
    });
  }
  const common = {
    id,
    disabled,
    placeholder,
    value: shown,
    'data-testid': testId,
    'aria-describedby': `${id}-note`,
    'aria-invalid': problem ? true : undefined,
    ...(problem && { status: 'error' as const }),
    onSelect: note,
    onKeyUp: note,
    onBlur: note,
  };
  return (
    <div className="words-field">
      <div className="words-head">
        <label htmlFor={id}>{label}</label>
        <span className={`num small ${length > max ? 'text-red' : 'faint'}`}>
          {length} / {max} 字
        </span>
      </div>
      {lines > 1 ? (
        <Input.TextArea
          {...common}
          autoSize={{ minRows: lines, maxRows: lines + 4 }}
          onChange={(event) => onChange(readVariables(event.target.value))}
        />
      ) : (
        <Input {...common} onChange={(event) => onChange(readVariables(event.target.value))} />
      )}
      <p
        id={`${id}-note`}
        className={problem ? 'words-problem' : 'hint'}
        role={problem ? 'alert' : undefined}
      >
        {problem ?? hint}
      </p>
      {!disabled && variables.length > 0 && (
        <div className="chips words-chips">
          {variables.map((name) => (
            <button
              type="button"
              key={name}
              className="word-chip"
              title={`在光标处插入${careVariableLabel[name]}`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => insert(name)}
            >
              {careVariableLabel[name]}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
