import { ApiError } from '@cheban/api-client';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { sayError } from '../../app/query-client.js';
import { Icon, type IconName } from './icon.js';

/** An empty list says what would stand here and offers the next step. */
export function Empty({
  icon = 'sparkle',
  title,
  text,
  action,
}: {
  icon?: IconName;
  title: string;
  text?: string;
  action?: ReactNode;
}) {
  return (
    <div className="empty" data-testid="empty">
      <span className="empty-icon">
        <Icon name={icon} size={22} />
      </span>
      <p className="empty-title">{title}</p>
      {text && <p className="empty-text">{text}</p>}
      {action}
    </div>
  );
}

/** A read that failed: what happened, and the button that tries again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div className="empty" role="alert" data-testid="error-state">
      <span className="empty-icon bad">
        <Icon name="alert" size={22} />
      </span>
      <p className="empty-title">没有加载成功</p>
      <p className="empty-text">{sayError(error)}</p>
      <Button onClick={onRetry}>重新加载</Button>
      {requestId && <p className="empty-small">如需帮助，请告诉管理员编号 {requestId.slice(-8)}</p>}
    </div>
  );
}
