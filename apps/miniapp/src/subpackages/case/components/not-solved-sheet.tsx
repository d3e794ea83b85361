import { Textarea, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Notice, Sheet } from '@/shared/ui';

interface NotSolvedSheetProps {
  busy: boolean;
  /** Why the last try failed; what was typed stays. */
  problem: string | null;
  onSend: (text: string) => void;
  onClose: () => void;
}

/** Not solved: what is still missing, in the owner's words, and the store takes it up again. */
export function NotSolvedSheet({ busy, problem, onSend, onClose }: NotSolvedSheetProps) {
  const [text, setText] = useState('');
  return (
    <Sheet
      open
      title="还有哪里没解决？"
      onClose={onClose}
      footer={
        <Button block loading={busy} onClick={() => onSend(text.trim())}>
          告诉店总
        </Button>
      }
    >
      {problem ? <Notice tone="red">{problem}</Notice> : null}
      <View className="cb-muted">抱歉还没让您满意。店总会重新处理，并尽快联系您。</View>
      <Textarea
        className="case-words"
        value={text}
        maxlength={500}
        autoHeight
        placeholder="例如：异响还在，低速更明显（可不填）"
        onInput={(event) => setText(event.detail.value)}
      />
    </Sheet>
  );
}
