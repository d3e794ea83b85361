/** A clock time of a form; empty text is none. */
export function ClockField({
  value,
  onChange,
  id,
  label,
  disabled = false,
}: {
  value?: string | null;
  onChange?: (clock: string | null) => void;
  id?: string;
  label: string;
  disabled?: boolean;
}) {
  return (
    <input
      {...(id && { id })}
      type="time"
      className="time-input"
      aria-label={label}
      step={900}
      disabled={disabled}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.target.value || null)}
    />
  );
}
