import { Button } from 'antd';
import { useState } from 'react';
import { chimeIsOn, play, setChime } from '../../app/chime.js';
import { Icon } from '../../shared/ui/icon.js';

/** The sound of a new call at this desk: on from the start, off where it disturbs. Switching it on lets it be heard. */
export function ChimeSwitch() {
  const [on, setOn] = useState(chimeIsOn);
  return (
    <Button
      icon={<Icon name={on ? 'bell' : 'mute'} size={15} />}
      title="有新救援时本机响一声，任何页面都听得到"
      data-testid="rescue-chime"
      onClick={() => {
        setChime(!on);
        setOn(!on);
        if (!on) play();
      }}
    >
      {on ? '提示音：开' : '提示音：关'}
    </Button>
  );
}
