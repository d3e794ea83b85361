import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, HomeLink, Screen } from '@/shared/ui';

interface CodeFormProps {
  onOpen: (code: string) => void;
}

const codePattern = /^[0-9A-Z]{8}$/;

/** An invitation that was told by mouth: its code is typed. */
export function CodeForm({ onOpen }: CodeFormProps) {
  const [text, setText] = useState('');
  const code = text.replace(/\s/g, '').toUpperCase();
  return (
    <Screen>
      <View className="cb-stack">
        <Card title="填写邀请码">
          <View className="invite-form">
            <View className="cb-small cb-muted">8 位字母或数字，在朋友的“邀请朋友”页。</View>
            <Input
              className="cb-input"
              placeholder="8 位邀请码"
              maxlength={12}
              value={text}
              onInput={(event) => setText(event.detail.value)}
            />
            <Button block disabled={!codePattern.test(code)} onClick={() => onOpen(code)}>
              查看邀请
            </Button>
          </View>
        </Card>
        <HomeLink />
      </View>
    </Screen>
  );
}
