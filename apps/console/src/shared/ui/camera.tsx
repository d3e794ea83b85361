import './camera.css';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Icon } from './icon.js';

/** Reads codes from pictures; not every browser has it (Chrome and Edge on Android do, Safari does not). */
interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
type DetectorClass = new (options: { formats: string[] }) => Detector;

const detectorClass = (): DetectorClass | undefined =>
  (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;

/** Whether this browser can scan: it reads codes, and the page is on a secure origin. */
export const canScan = (): boolean =>
  detectorClass() !== undefined && typeof navigator.mediaDevices?.getUserMedia === 'function';

/** Milliseconds between two looks at the picture, and until the same code counts as a new scan. */
const LOOK_MS = 200;
const SAME_MS = 3_000;

/** The camera of a phone that reads codes. Every code in the picture is reported, the same one not again for some seconds. */
export function Camera({ onCode }: { onCode(text: string): void }) {
  const [on, setOn] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef(onCode);
  report.current = onCode;

  useEffect(() => {
    const Reader = detectorClass();
    if (!on || !Reader) return;
    const reader = new Reader({ formats: ['qr_code'] });
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const seen = new Map<string, number>();
    async function look() {
      if (over) return;
      try {
        const picture = video.current;
        const codes = picture && picture.readyState >= 2 ? await reader.detect(picture) : [];
        const now = Date.now();
        for (const { rawValue } of codes) {
          if (now - (seen.get(rawValue) ?? 0) > SAME_MS) {
            navigator.vibrate?.(60);
            report.current(rawValue);
          }
          seen.set(rawValue, now);
        }
      } catch {
        // A picture that cannot be read: the next one comes in a moment.
      }
      timer = setTimeout(() => void look(), LOOK_MS);
    }
    async function start() {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        if (over || !video.current) {
          for (const track of stream.getTracks()) track.stop();
          return;
        }
        video.current.srcObject = stream;
        await video.current.play();
        void look();
      } catch {
        setOn(false);
        setProblem('没有打开摄像头。请在浏览器设置里允许使用摄像头，或用下面的输入框。');
      }
    }
    void start();
    return () => {
      over = true;
      clearTimeout(timer);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
  }, [on]);

  if (!on)
    return (
      <div className="camera-off">
        <Button
          type="primary"
          size="large"
          block
          data-testid="camera-start"
          onClick={() => {
            setProblem(null);
            setOn(true);
          }}
        >
          打开摄像头扫码
        </Button>
        {problem && <p className="small text-red">{problem}</p>}
      </div>
    );
  return (
    <div className="camera">
      <video ref={video} playsInline muted aria-label="摄像头画面" />
      <span className="camera-frame" aria-hidden="true" />
      <Button
        className="camera-close"
        aria-label="关闭摄像头"
        icon={<Icon name="close" />}
        onClick={() => setOn(false)}
      />
    </div>
  );
}
