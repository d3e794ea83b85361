import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import type { Tone } from '@/shared/theme/palette';
import { a11y } from './a11y';
import { Icon, type IconName } from './icon';

interface CardProps {
  title?: string;
  /** Right of the title: a tag, a link. */
  extra?: ReactNode;
  onClick?: () => void;
  /** Without inner padding, for lists of cells. */
  flush?: boolean;
  children: ReactNode;
}

/** White surface with the house radius. */
export function Card({ title, extra, onClick, flush, children }: CardProps) {
  const className = `cb-card${flush ? ' cb-card--flush' : ''}`;
  return (
    <View className={className} onClick={onClick} hoverClass={onClick ? 'cb-pressed' : 'none'}>
      {title || extra ? (
        <View className="cb-card__head">
          <Text className="cb-title">{title}</Text>
          {extra}
        </View>
      ) : null}
      {children}
    </View>
  );
}

interface TagProps {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}

/** A short state word. Tone is never alone: the word says the same. */
export function Tag({ tone = 'neutral', icon, children }: TagProps) {
  return (
    <View className={`cb-tag cb-tag--${tone}`}>
      {icon ? <Icon name={icon} size={14} ink={tone === 'neutral' ? 'muted' : tone} /> : null}
      <Text>{children}</Text>
    </View>
  );
}

interface ChipProps {
  label: string;
  /** Second, smaller line: a price, a free count, 候补. */
  note?: string | undefined;
  selected?: boolean;
  disabled?: boolean;
  /** Full: the label is struck through; a tap joins the waiting list if `onClick` is given. */
  struck?: boolean;
  onClick?: () => void;
}

/** One choice among several. */
export function Chip({ label, note, selected, disabled, struck, onClick }: ChipProps) {
  const classes = ['cb-chip'];
  if (selected) classes.push('cb-chip--selected');
  if (disabled) classes.push('cb-chip--disabled');
  if (struck) classes.push('cb-chip--struck');
  return (
    <View
      className={classes.join(' ')}
      hoverClass={disabled ? 'none' : 'cb-pressed'}
      onClick={disabled ? undefined : onClick}
      {...a11y('button', `${label}${note ? `，${note}` : ''}${selected ? '，已选' : ''}`)}
    >
      <Text className="cb-chip__label">{label}</Text>
      {note ? <Text className="cb-chip__note">{note}</Text> : null}
    </View>
  );
}

interface CellProps {
  title: string;
  note?: string | undefined;
  value?: ReactNode;
  icon?: IconName;
  onClick?: () => void;
  /** Shows an arrow; by default when the cell can be tapped. */
  arrow?: boolean;
  children?: ReactNode;
}

/** One line of a list: icon, words, value, arrow. */
export function Cell({ title, note, value, icon, onClick, arrow = Boolean(onClick), children }: CellProps) {
  return (
    <View className="cb-cell" onClick={onClick} hoverClass={onClick ? 'cb-pressed' : 'none'}>
      {icon ? <Icon name={icon} size={22} ink="brand" /> : null}
      <View className="cb-grow">
        <View className="cb-cell__title">{title}</View>
        {note ? <View className="cb-small cb-muted">{note}</View> : null}
        {children}
      </View>
      {value === undefined ? null : <View className="cb-cell__value">{value}</View>}
      {arrow ? <Icon name="arrow" size={16} ink="faint" /> : null}
    </View>
  );
}
