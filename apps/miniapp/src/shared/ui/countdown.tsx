import { useEffect } from 'react';
import { useNow } from '@/shared/data/use-now';

const DAY_HOURS = 24;

interface CountdownProps {
  /** Milliseconds since the epoch, by the clock of this phone. */
  untilMs: number;
  /** Called once when the time is over. */
  onEnd?: () => void;
}

/** `4:32`, from a day on `3 天 4:00:32`, until an instant, `0:00` from then on. It renews itself alone, so that the page around it stands still. */
export function Countdown({ untilMs, onEnd }: CountdownProps) {
  const left = Math.max(0, untilMs - useNow(1000));
  const over = left === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once per end, whoever listens
  useEffect(() => {
    if (over) onEnd?.();
  }, [over]);
  const seconds = Math.ceil(left / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(minutes)}:${two(seconds % 60)}`;
  if (hours >= DAY_HOURS) return <>{`${Math.floor(hours / DAY_HOURS)} 天 ${hours % DAY_HOURS}:${clock}`}</>;
  return <>{hours > 0 ? `${hours}:${clock}` : `${minutes}:${two(seconds % 60)}`}</>;
}
