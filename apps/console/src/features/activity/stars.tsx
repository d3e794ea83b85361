/** Mean stars of a mini survey and how many answered. */
export function Stars({ stars, surveys }: { stars: number | null; surveys: number }) {
  if (stars === null) return <span className="none">—</span>;
  return (
    <span className="num" title={`${surveys} 人评价`}>
      <span aria-hidden="true" style={{ color: 'var(--amber)' }}>
        ★
      </span>{' '}
      {stars.toFixed(1)} <span className="faint">（{surveys}）</span>
    </span>
  );
}
