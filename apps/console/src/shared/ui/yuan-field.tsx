import { InputNumber } from 'antd';

const FEN = 100;

/** Money as a field of a form: people type yuan, the form holds fen. */
export function YuanField({
  value,
  onChange,
  id,
  label,
  min = 0,
  max,
  placeholder,
  testId,
}: {
  value?: number | null;
  onChange?: (fen: number | null) => void;
  id?: string;
  /** For those who cannot see the field, where no label of a form stands above it. */
  label?: string;
  /** Fen. */
  min?: number;
  /** Fen. */
  max?: number;
  placeholder?: string;
  testId?: string;
}) {
  return (
    <InputNumber
      {...(id && { id })}
      {...(label && { 'aria-label': label })}
      {...(testId && { 'data-testid': testId })}
      {...(placeholder && { placeholder })}
      {...(max !== undefined && { max: max / FEN })}
      style={{ width: '100%' }}
      prefix="¥"
      min={min / FEN}
      precision={2}
      controls={false}
      value={value === null || value === undefined ? null : value / FEN}
      onChange={(yuan) => onChange?.(yuan === null ? null : Math.round(Number(yuan) * FEN))}
    />
  );
}
