import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Notice, Sheet } from '@/shared/ui';

interface ShareSheetProps {
  busy: boolean;
  problem: string | null;
  onSend: (phone: string) => void;
  onClose: () => void;
}

/** Whom to share the card with: by the phone that they are known by at the store. */
export function ShareSheet({ busy, problem, onSend, onClose }: ShareSheetProps) {
  const [phone, setPhone] = useState('');
  return (
    <Sheet
      open
      title="和家人共用"
      onClose={onClose}
      footer={
        <Button block loading={busy} disabled={phone.length !== 11} onClick={() => onSend(phone)}>
          发出邀请
        </Button>
      }
    >
      <View className="cb-lines">
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <View className="cb-small cb-muted">家人用这个手机号登录后就能接受，每次使用都会记在卡里。</View>
        <Input
          className="cb-input"
          type="number"
          maxlength={11}
          placeholder="家人的手机号"
          value={phone}
          onInput={(event) => setPhone(event.detail.value.trim())}
        />
      </View>
    </Sheet>
  );
}
