/** All words of the demo in one language. */
interface Messages {
  readonly start: string;
  readonly again: string;
  readonly stop: string;
  readonly idle: string;
  readonly loading: string;
  readonly training: (epoch: number, epochs: number) => string;
  readonly done: (seconds: number) => string;
  readonly stopped: string;
  readonly failed: string;
  readonly loss: string;
  readonly accuracy: string;
  readonly trainSeries: string;
  readonly testSeries: string;
  readonly testAccuracy: string;
  readonly backend: string;
  readonly parameters: string;
  readonly samples: string;
  readonly gridTitle: string;
  readonly gridHint: string;
  readonly truth: (label: number) => string;
  readonly padTitle: string;
  readonly padHint: string;
  readonly padUntrained: string;
  readonly padLabel: string;
  readonly clear: string;
  readonly seen: string;
  readonly probability: string;
}

const english: Messages = {
  start: 'Train',
  again: 'Train again',
  stop: 'Stop',
  idle: 'Not trained yet. Press the button.',
  loading: 'Getting ready …',
  training: (epoch, epochs) => `Epoch ${epoch} of ${epochs}`,
  done: (seconds) => `Trained in ${seconds.toFixed(1)} seconds`,
  stopped: 'Stopped. The weights stay as they are.',
  failed: 'This did not work:',
  loss: 'Loss',
  accuracy: 'Accuracy',
  trainSeries: 'training',
  testSeries: 'test',
  testAccuracy: 'test accuracy',
  backend: 'backend',
  parameters: 'parameters',
  samples: 'training images',
  gridTitle: 'Digits it has never trained on',
  gridHint: 'Below each scan: what the network reads. Red is a mistake.',
  truth: (label) => `scanned ${label}`,
  padTitle: 'Draw one yourself',
  padHint: 'One large digit, with the mouse or a finger.',
  padUntrained: 'Train the network first, even for a few epochs.',
  padLabel: 'Field to draw a digit in',
  clear: 'Clear',
  seen: 'what the network sees',
  probability: 'probability',
};

const korean: Messages = {
  start: '학습 시작',
  again: '다시 학습하기',
  stop: '멈추기',
  idle: '아직 학습하지 않았습니다. 버튼을 눌러 보세요.',
  loading: '준비하는 중 …',
  training: (epoch, epochs) => `에폭 ${epoch} / ${epochs}`,
  done: (seconds) => `${seconds.toFixed(1)}초 만에 학습을 마쳤습니다`,
  stopped: '멈췄습니다. 가중치는 그대로 남아 있습니다.',
  failed: '실행하지 못했습니다:',
  loss: '손실',
  accuracy: '정확도',
  trainSeries: '훈련',
  testSeries: '테스트',
  testAccuracy: '테스트 정확도',
  backend: '백엔드',
  parameters: '매개변수',
  samples: '훈련 이미지',
  gridTitle: '학습에 쓰지 않은 숫자들',
  gridHint: '이미지 아래가 신경망의 예측입니다. 틀리면 빨간색으로 표시됩니다.',
  truth: (label) => `정답 ${label}`,
  padTitle: '직접 그려 보기',
  padHint: '마우스나 손가락으로 숫자 하나를 크게 그려 보세요.',
  padUntrained: '먼저 몇 에폭이라도 학습시켜 주세요.',
  padLabel: '숫자를 그리는 칸',
  clear: '지우기',
  seen: '신경망에 들어가는 입력',
  probability: '확률',
};

export const messages = { english, korean } as const;
