import { Input, View } from '@tarojs/components';
import { useState } from 'react';
import { carText, isPlateLength, sayMissing, vinLength } from '@/shared/format/car';
import { phone as phonePlatform } from '@/shared/platform';
import type { PhoneAnswer } from '@/shared/platform/types';
import { Button, Card, Notice, Screen } from '@/shared/ui';
import { CodeLine, isCode } from './code-line';

interface BindScreenProps {
  /** Who was invited: the phone is all that is asked for here. */
  phoneOnly?: boolean;
  /** A phone is verified already: only the car is asked for. */
  phoneMasked: string | null;
  /** The phone is bound, but the consent was withdrawn or is of an older text. */
  consentOnly: boolean;
  /** Seconds until another SMS code may be asked for; 0 means now. */
  waitSec: number;
  busy: boolean;
  problem: string | null;
  /** Something else is typed: why the last try failed is no longer true of it. */
  onTyped: () => void;
  onConsent: () => void;
  onWechatPhone: (answer: PhoneAnswer) => void;
  onSendCode: (phone: string) => void;
  onSmsCode: (phone: string, code: string) => void;
  onBindCar: (proof: { by: 'plate'; plate: string; phone: string } | { by: 'vin'; vin: string }) => void;
}

const phonePattern = /^1\d{10}$/;

/** Binding: first the phone (one tap in WeChat, else SMS), then the car if the phone did not bring it. */
export function BindScreen(props: BindScreenProps) {
  return (
    <Screen>
      <View className="cb-stack">
        {props.problem ? <Notice tone="red">{props.problem}</Notice> : null}
        {props.consentOnly ? (
          <ConsentCard {...props} />
        ) : props.phoneMasked === null ? (
          <PhoneCard {...props} />
        ) : (
          <CarCard {...props} />
        )}
      </View>
    </Screen>
  );
}

function ConsentCard({ busy, onConsent }: BindScreenProps) {
  return (
    <Card title="先说明白，再为您服务">
      <View className="cb-muted account-lead">
        您的手机号和车辆信息，只用来为您预约、提醒保养和联系您。同意后才会显示您的爱车和记录。
      </View>
      <Button block loading={busy} onClick={onConsent}>
        查看并同意
      </Button>
    </Card>
  );
}

function PhoneCard(props: BindScreenProps) {
  const { phoneOnly, waitSec, busy, onTyped, onWechatPhone, onSendCode, onSmsCode } = props;
  const [number, setNumber] = useState('');
  const [code, setCode] = useState('');
  const valid = phonePattern.test(number);
  return (
    <Card title="验证手机号">
      <View className="cb-muted account-lead">
        {phoneOnly
          ? '一个手机号只记一份邀请，礼遇也会放进这个号码的卡包。'
          : '用您在店里留的手机号，我们就能找到您的爱车。'}
      </View>
      {phonePlatform.oneTap ? (
        <>
          <Button
            block
            loading={busy}
            openType="getPhoneNumber"
            onGetPhoneNumber={(event) => onWechatPhone(phonePlatform.answer(event.detail))}
          >
            微信手机号一键验证
          </Button>
          <View className="account-or cb-small cb-muted">或用短信验证码</View>
        </>
      ) : null}
      <Input
        className="cb-input account-input"
        type="number"
        maxlength={11}
        placeholder="手机号"
        value={number}
        onInput={(event) => {
          onTyped();
          setNumber(event.detail.value);
        }}
      />
      <CodeLine
        code={code}
        waitSec={waitSec}
        disabled={!valid}
        onCode={(typed) => {
          onTyped();
          setCode(typed);
        }}
        onSend={() => onSendCode(number)}
      />
      <Button
        block
        kind={phonePlatform.oneTap ? 'secondary' : 'primary'}
        loading={busy}
        disabled={!valid || !isCode(code)}
        onClick={() => onSmsCode(number, code)}
      >
        验证并继续
      </Button>
    </Card>
  );
}

function CarCard({ phoneMasked, busy, onTyped, onBindCar }: BindScreenProps) {
  const [text, setText] = useState('');
  const [owner, setOwner] = useState('');
  const clean = carText(text);
  const isVin = clean.length === vinLength;
  const isPlate = isPlateLength(clean);
  const missing = sayMissing(clean);
  return (
    <Card title="绑定爱车">
      <View className="cb-muted account-lead">
        手机号 {phoneMasked} 已验证。请填写车牌号，或行驶证上的 17 位车架号。
      </View>
      <Input
        className="cb-input account-input"
        placeholder="车牌号或车架号"
        maxlength={20}
        value={text}
        onInput={(event) => {
          onTyped();
          setText(event.detail.value);
        }}
      />
      {missing ? <View className="account-hint cb-small cb-muted cb-num">{missing}</View> : null}
      {isPlate ? (
        <>
          <View className="account-hint cb-small cb-muted">
            车牌谁都看得到，请再填车主在店里登记的手机号核对；用车架号就不用填。
          </View>
          <Input
            className="cb-input account-input"
            type="number"
            maxlength={11}
            placeholder="登记的手机号"
            value={owner}
            onInput={(event) => {
              onTyped();
              setOwner(event.detail.value);
            }}
          />
        </>
      ) : null}
      <Button
        block
        loading={busy}
        disabled={!isVin && !(isPlate && phonePattern.test(owner))}
        onClick={() =>
          onBindCar(isVin ? { by: 'vin', vin: clean } : { by: 'plate', plate: clean, phone: owner })
        }
      >
        绑定
      </Button>
    </Card>
  );
}
