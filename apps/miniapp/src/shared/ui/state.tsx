import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Button } from './button';
import { Icon, type IconName } from './icon';

interface SkeletonProps {
  /** CSS lengths; defaults to a full-width text line. */
  width?: string;
  height?: string;
  round?: boolean;
}

/** Grey stand-in of the shape that is coming. */
export function Skeleton({ width = '100%', height = '16px', round }: SkeletonProps) {
  return (
    <View
      className={`cb-skeleton${round ? ' cb-skeleton--round' : ''}`}
      style={`width:${width};height:${height}`}
    />
  );
}

/** A whole card on its way: `lines` text lines under a title. */
export function SkeletonCard({ lines = 2 }: { lines?: number }) {
  return (
    <View className="cb-card cb-skeleton-card" {...a11y(undefined, '正在加载')}>
      <Skeleton width="40%" height="20px" />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are alike and never reorder
        <Skeleton key={line} width={line === lines - 1 ? '64%' : '100%'} />
      ))}
    </View>
  );
}

export interface EmptyProps {
  icon?: IconName;
  title: string;
  note?: string;
  /** What to do next; an empty list always offers it. */
  action?: { label: string; onClick: () => void };
}

/** An empty list says why, and offers the next step. */
export function Empty({ icon = 'document', title, note, action }: EmptyProps) {
  return (
    <View className="cb-empty">
      <View className="cb-empty__mark">
        <Icon name={icon} size={34} ink="brand" />
      </View>
      <View className="cb-title">{title}</View>
      {note ? <View className="cb-small cb-muted cb-empty__note">{note}</View> : null}
      {action ? (
        <Button size="medium" onClick={action.onClick}>
          {action.label}
        </Button>
      ) : null}
    </View>
  );
}

interface ErrorStateProps {
  /** What went wrong, in words for people. */
  message: string;
  /** No network: other picture, same words from the caller. */
  offline?: boolean;
  onRetry?: () => void;
}

/** Something failed: says what, offers a retry, keeps what was typed by not replacing forms. */
export function ErrorState({ message, offline, onRetry }: ErrorStateProps) {
  return (
    <View className="cb-empty" {...a11y('alert')}>
      <View className="cb-empty__mark cb-empty__mark--amber">
        <Icon name={offline ? 'offline' : 'alert'} size={34} ink="amber" />
      </View>
      <View className="cb-title">{offline ? '网络不太顺畅' : '暂时没能打开'}</View>
      <View className="cb-small cb-muted cb-empty__note">{message}</View>
      {onRetry ? (
        <Button size="medium" kind="secondary" onClick={onRetry}>
          再试一次
        </Button>
      ) : null}
    </View>
  );
}

interface NoticeProps {
  tone: 'brand' | 'amber' | 'red' | 'green';
  icon?: IconName;
  children: ReactNode;
  /** Right end: a link or a small button. */
  action?: ReactNode;
}

/** A coloured line inside a page: a delay and its reason, a hint, an offline note. */
export function Notice({ tone, icon = 'alert', children, action }: NoticeProps) {
  return (
    <View className={`cb-notice cb-notice--${tone}`}>
      <Icon name={icon} size={18} ink={tone} />
      <View className="cb-grow">{children}</View>
      {action}
    </View>
  );
}
