import './phone-frame.css';
import './phone-page.css';
import type { ReactNode } from 'react';

/** A card of the page that is all text; none while nothing is written. */
export const PhoneText = ({ title, text }: { title: string; text: string | undefined }) =>
  text ? (
    <section className="pv-card">
      <h3>{title}</h3>
      <p className="pv-text">{text}</p>
    </section>
  ) : null;

/** A phone beside a form: what is written, as an owner sees it. */
export function PhoneFrame({
  bar,
  testId,
  children,
}: {
  /** Top line of the phone: a clock or the title of the page. */
  bar: string;
  testId?: string;
  children: ReactNode;
}) {
  return (
    <div className="phone" data-testid={testId}>
      <p className="phone-bar num" aria-hidden="true">
        {bar}
      </p>
      {children}
    </div>
  );
}
