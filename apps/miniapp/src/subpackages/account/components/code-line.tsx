import { Input, View } from '@tarojs/components';
import { Button } from '@/shared/ui';

interface CodeLineProps {
  code: string;
  /** Seconds until another code may be asked for; 0 means now. */
  waitSec: number;
  disabled?: boolean;
  onCode: (code: string) => void;
  onSend: () => void;
}

export const isCode = (text: string) => /^\d{6}$/.test(text);

/** Six digits from an SMS, and the button that sends them. */
export function CodeLine({ code, waitSec, disabled = false, onCode, onSend }: CodeLineProps) {
  return (
    <View className="cb-row cb-row--gap account-code">
      <Input
        className="cb-input account-input cb-grow"
        type="number"
        maxlength={6}
        placeholder="6 位验证码"
        value={code}
        onInput={(event) => onCode(event.detail.value)}
      />
      <Button kind="secondary" size="medium" disabled={disabled || waitSec > 0} onClick={onSend}>
        {waitSec > 0 ? `${waitSec} 秒后重发` : '获取验证码'}
      </Button>
    </View>
  );
}
