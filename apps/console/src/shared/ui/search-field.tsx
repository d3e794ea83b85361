import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useDebounced } from '../hooks/use-debounced.js';

/** A text filter of a list: takes effect when typing pauses. */
export function SearchField({
  value,
  placeholder,
  onChange,
}: {
  value: string;
  placeholder: string;
  onChange(text: string): void;
}) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text, 300);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a pause in typing tells the page
  useEffect(() => {
    if (settled.trim() !== value) onChange(settled.trim());
  }, [settled]);
  useEffect(() => {
    setText((before) => (before.trim() === value ? before : value));
  }, [value]);
  return (
    <Input
      className="grow"
      aria-label={placeholder}
      placeholder={placeholder}
      allowClear
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
