import { Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Chip, Notice, Sheet } from '@/shared/ui';

interface CancelSheetProps {
  open: boolean;
  busy: boolean;
  /** Why the last try failed; what was chosen stays. */
  problem: string | null;
  onCancel: (reason: string) => void;
  onClose: () => void;
}

const reasons = ['时间不合适', '暂时不需要了', '想换个项目', '已在别处做了'] as const;

/** Cancelling: one tap says why, a few words more if the owner likes. */
export function CancelSheet({ open, busy, problem, onCancel, onClose }: CancelSheetProps) {
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const told = [reason, text.trim()].filter(Boolean).join('：');
  return (
    <Sheet
      open={open}
      title="取消这个预约？"
      onClose={onClose}
      footer={
        <>
          <Button block kind="danger" loading={busy} disabled={told === ''} onClick={() => onCancel(told)}>
            确认取消
          </Button>
          <Button block kind="quiet" size="medium" onClick={onClose}>
            先不取消
          </Button>
        </>
      }
    >
      <View className="booking-sheet">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <View className="cb-muted">取消后，这个时间会让给其他车主。请点选或写下原因，我们好改进。</View>
        <View className="cb-chips">
          {reasons.map((entry) => (
            <Chip key={entry} label={entry} selected={entry === reason} onClick={() => setReason(entry)} />
          ))}
        </View>
        <Textarea
          className="book-note"
          value={text}
          maxlength={200}
          autoHeight
          placeholder="其他原因"
          onInput={(event) => setText(event.detail.value)}
        />
      </View>
    </Sheet>
  );
}
