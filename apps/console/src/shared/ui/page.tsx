import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { showPageInTab } from '../hooks/tab-title.js';
import { Icon } from './icon.js';

/** Title line of a page: what it is, one quiet sentence, the actions. Also names the browser tab. */
export function PageHead({
  title,
  tab,
  sub,
  back,
  actions,
}: {
  title: ReactNode;
  tab: string;
  sub?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
}) {
  useEffect(() => {
    showPageInTab(tab);
  }, [tab]);
  return (
    <header className="page-head">
      <div className="page-head-text">
        {back && (
          <Link to={back.to} className="page-back">
            <Icon name="left" size={14} />
            {back.label}
          </Link>
        )}
        <h1>{title}</h1>
        {sub && <p className="page-sub">{sub}</p>}
      </div>
      {actions && <div className="page-actions">{actions}</div>}
    </header>
  );
}

/** A block of a page with its own heading. */
export function Panel({
  title,
  extra,
  children,
  className = '',
  flush = false,
}: {
  title?: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  className?: string;
  /** No inner padding: for lists that reach the edges. */
  flush?: boolean;
}) {
  return (
    <section className={`panel ${flush ? 'flush' : ''} ${className}`}>
      {(title || extra) && (
        <header className="panel-head">
          <h2>{title}</h2>
          {extra && <div className="panel-extra">{extra}</div>}
        </header>
      )}
      <div className="panel-body">{children}</div>
    </section>
  );
}

/** Label and value pairs. Values that are not on file say so. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === false || value === '' ? (
              <span className="none">未登记</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
