import './ticket.css';

/** A coupon as its owner sees it in the wallet. */
export function Ticket({
  bigText,
  title,
  lines,
}: {
  bigText: string;
  title: string;
  /** Below the title, from the most important on; empty ones are left out. */
  lines: readonly string[];
}) {
  return (
    <div className="ticket" data-testid="ticket">
      <span className="ticket-big">{bigText}</span>
      <div className="ticket-words">
        <b>{title}</b>
        {lines.filter(Boolean).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
    </div>
  );
}
