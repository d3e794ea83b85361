import { clockOf, leftWords } from '../format/time.js';
import { useNow } from '../hooks/use-now.js';
import { Icon } from './icon.js';

/** A promised time that counts down: grey, amber in the last quarter of an hour, red and marked when late. */
export function PromiseClock({ at, done = false }: { at: string | null; done?: boolean }) {
  const now = useNow();
  if (!at) return <span className="none">未承诺时间</span>;
  if (done) return <span className="num">承诺 {clockOf(at)}</span>;
  const left = leftWords(at, now);
  const tone = left.late ? 'late' : left.minutes <= 15 ? 'soon' : '';
  return (
    <span className={`promise num ${tone}`}>
      <Icon name={left.late ? 'alert' : 'clock'} size={14} />
      <span>{left.text}</span>
      <small>承诺 {clockOf(at)}</small>
    </span>
  );
}
