import { View } from '@tarojs/components';
import { a11y } from './a11y';

interface ToggleProps {
  on: boolean;
  /** What it switches, for screen readers. */
  label: string;
  onChange: (on: boolean) => void;
  /** Being saved: shows the new state and takes no taps. */
  busy?: boolean;
}

/** A switch. The words beside it say the state, too, because colour alone does not. */
export function Toggle({ on, label, onChange, busy }: ToggleProps) {
  const classes = ['cb-toggle'];
  if (on) classes.push('cb-toggle--on');
  if (busy) classes.push('cb-toggle--busy');
  return (
    <View
      className="cb-toggle__hit"
      onClick={busy ? undefined : () => onChange(!on)}
      {...a11y('button', `${label}，${on ? '已开启' : '已关闭'}`)}
    >
      <View className={classes.join(' ')}>
        <View className="cb-toggle__knob" />
      </View>
    </View>
  );
}
