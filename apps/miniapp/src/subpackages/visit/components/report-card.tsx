import type { ReportView } from '@cheban/contracts';
import {
  type Grade,
  gradeLabel,
  PAD_LIMIT_MM,
  TREAD_LIMIT_MM,
  type Wheel,
  wheelLabel,
} from '@cheban/contracts/constants';
import { Text, View } from '@tarojs/components';
import { photoUrl } from '@/shared/api/photo-url';
import { clockOf, dateOf, sayDate } from '@/shared/format/when';
import { toneFill } from '@/shared/theme/palette';
import { a11y, Button, Card, carTop, Icon, Meter, Tag } from '@/shared/ui';
import { Picture } from '@/shared/ui/picture';
import { gradeIcons } from './grades';
import { type BookItem, InspectionCards } from './inspection-cards';

type WheelView = ReportView['wheels'][number];

/** New parts, for the length of the bars: a summer tyre starts near 8 mm, a front pad near 12 mm. */
const newTreadMm = 8;
const newPadMm = 12;

const order: readonly Wheel[] = ['front_left', 'front_right', 'rear_left', 'rear_right'];

function worst(wheel: WheelView): Grade {
  const grades = [wheel.pressure, wheel.tread, wheel.pad];
  return grades.includes('red') ? 'red' : grades.includes('amber') ? 'amber' : 'green';
}

/** Bar, as kPa is written on the car: 230 kPa is 2.3 bar. */
function bar(kpa: number): string {
  return (kpa / 100).toFixed(1);
}

/** The four tyres on the car seen from above, with pressure and tread beside each. */
function TyreCar({ wheels }: { wheels: readonly WheelView[] }) {
  const at = (wheel: Wheel) => wheels.find((entry) => entry.wheel === wheel);
  const fill = (wheel: Wheel) => {
    const found = at(wheel);
    return toneFill(found ? worst(found) : 'neutral');
  };
  const side = (names: readonly Wheel[], edge: 'left' | 'right') => (
    <View className={`tyres__side tyres__side--${edge}`}>
      {names.map((name) => {
        const wheel = at(name);
        return wheel ? <TyreWords key={name} wheel={wheel} /> : <View key={name} />;
      })}
    </View>
  );
  return (
    <View className="tyres">
      {side(['front_left', 'rear_left'], 'left')}
      <Picture
        className="tyres__car"
        src={carTop(fill('front_left'), fill('front_right'), fill('rear_left'), fill('rear_right'))}
        mode="aspectFit"
        {...a11y(undefined, '四轮示意图')}
      />
      {side(['front_right', 'rear_right'], 'right')}
    </View>
  );
}

function TyreWords({ wheel }: { wheel: WheelView }) {
  const grade = worst(wheel);
  return (
    <View className="tyres__words">
      <Text className="cb-small cb-muted">{wheelLabel[wheel.wheel]}</Text>
      <View className="tyres__pressure cb-num">
        {bar(wheel.setKpa)}
        <Text className="tyres__unit">bar</Text>
      </View>
      {wheel.foundKpa === wheel.setKpa ? null : (
        <Text className="tyres__found cb-num">原 {bar(wheel.foundKpa)}</Text>
      )}
      <Text className={`tyres__grade cb-tone--${grade}`}>{gradeLabel[grade]}</Text>
    </View>
  );
}

interface WearProps {
  title: string;
  wheels: readonly WheelView[];
  value: (wheel: WheelView) => number;
  grade: (wheel: WheelView) => Grade;
  full: number;
  limit: number;
}

function Wear({ title, wheels, value, grade, full, limit }: WearProps) {
  return (
    <View>
      <View className="wear__head">
        <Text className="cb-strong">{title}</Text>
        <Text className="cb-small cb-muted cb-num">下限 {limit} 毫米</Text>
      </View>
      {order.flatMap((name) => {
        const wheel = wheels.find((entry) => entry.wheel === name);
        if (!wheel) return [];
        return [
          <View key={name} className="wear__row">
            <Text className="cb-small cb-muted wear__name">{wheelLabel[name]}</Text>
            <View className="cb-grow">
              <Meter value={value(wheel)} full={full} limit={limit} tone={grade(wheel)} />
            </View>
            <Text className={`wear__value cb-num cb-tone--${grade(wheel)}`}>{value(wheel).toFixed(1)}</Text>
            <Icon name={gradeIcons[grade(wheel)]} size={15} ink={grade(wheel)} />
          </View>,
        ];
      })}
    </View>
  );
}

interface ReportCardsProps {
  report: ReportView;
  /** "Book this item" beside each advice that is not green. Left out: advice only. */
  onBook?: ((book: BookItem) => void) | undefined;
  /** Milliseconds since the epoch. */
  nowMs: number;
}

/** The health report: the three numbers 三项数据, and what to do about them. */
export function ReportCards({ report, onBook, nowMs }: ReportCardsProps) {
  return (
    <>
      <Card
        title="胎压"
        extra={
          <Tag tone={report.grade} icon={gradeIcons[report.grade]}>{`整体${gradeLabel[report.grade]}`}</Tag>
        }
      >
        <TyreCar wheels={report.wheels} />
      </Card>
      <Card>
        <Wear
          title="胎纹深度"
          wheels={report.wheels}
          value={(wheel) => wheel.treadMm}
          grade={(wheel) => wheel.tread}
          full={newTreadMm}
          limit={TREAD_LIMIT_MM}
        />
        <View className="wear__gap" />
        <Wear
          title="刹车片厚度"
          wheels={report.wheels}
          value={(wheel) => wheel.padMm}
          grade={(wheel) => wheel.pad}
          full={newPadMm}
          limit={PAD_LIMIT_MM}
        />
      </Card>
      {report.advice.length > 0 || report.remark ? (
        <Card title="技师建议">
          {report.advice.map(({ grade, text, book }) => (
            <View key={text} className="advice">
              <Icon name={gradeIcons[grade]} size={18} ink={grade} />
              <View className="cb-grow">{text}</View>
              {onBook && book ? (
                <Button kind="secondary" size="small" onClick={() => onBook(book)}>
                  预约此项
                </Button>
              ) : null}
            </View>
          ))}
          {report.remark ? <View className="cb-small cb-muted">{report.remark}</View> : null}
        </Card>
      ) : null}
      {report.inspection ? <InspectionCards inspection={report.inspection} onBook={onBook} /> : null}
      {report.signedBy ? <Signature report={report} nowMs={nowMs} /> : null}
    </>
  );
}

/** Who stands behind the report. */
function Signature({ report, nowMs }: { report: ReportView; nowMs: number }) {
  const { signedAt, signature } = report;
  const when = signedAt ? `${sayDate(dateOf(Date.parse(signedAt)), dateOf(nowMs))} ${clockOf(signedAt)}` : '';
  return (
    <View className="report-sign">
      {signature ? (
        <Picture
          className="report-sign__image"
          src={photoUrl(signature.path)}
          mode="aspectFit"
          {...a11y('img', `${report.signedBy}的签名`)}
        />
      ) : null}
      <View className="cb-small cb-muted cb-num">
        检测技师 {report.signedBy} {when}
      </View>
    </View>
  );
}
