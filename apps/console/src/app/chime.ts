/**
 * The short sound of a call for help, made here: no file to load. A browser plays nothing before somebody has clicked or
 * typed in the page, so the sound is made ready by the first click or key; a call that comes earlier is shown only.
 */

const KEY = 'cheban.console.chime';
/** Two rising tones: start in seconds, hertz. */
const TONES = [
  [0, 660],
  [0.22, 880],
] as const;
const TONE_SEC = 0.2;
/** So long no other tab of this browser sounds for the same call. */
const ALONE_MS = 2_000;

let context: AudioContext | null = null;

const wake = () => {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume().catch(() => undefined);
};

/** Makes the sound ready with the first click or key, as browsers want it. */
export function wakeByHand(signal: AbortSignal): void {
  if (typeof AudioContext === 'undefined') return;
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, wake, { capture: true, signal });
}

export const chimeIsOn = (): boolean => localStorage.getItem(KEY) !== 'off';
export function setChime(on: boolean): void {
  if (on) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, 'off');
}

/** Sounds now, if the browser lets it. */
export function play(): void {
  if (context?.state !== 'running') return;
  for (const [after, hertz] of TONES) {
    const at = context.currentTime + after;
    const tone = new OscillatorNode(context, { frequency: hertz });
    const loud = new GainNode(context, { gain: 0 });
    // A soft start and end: a tone that is cut clicks.
    loud.gain.setValueAtTime(0, at);
    loud.gain.linearRampToValueAtTime(0.25, at + 0.02);
    loud.gain.linearRampToValueAtTime(0, at + TONE_SEC);
    tone.connect(loud).connect(context.destination);
    tone.start(at);
    tone.stop(at + TONE_SEC);
  }
}

/** Somebody calls for help: one tab of this browser sounds, unless it was switched off here. */
export function ring(): void {
  if (!chimeIsOn() || context?.state !== 'running') return;
  if (!('locks' in navigator)) {
    play();
    return;
  }
  void navigator.locks.request('cheban-chime', { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    play();
    await new Promise((resolve) => setTimeout(resolve, ALONE_MS));
  });
}
