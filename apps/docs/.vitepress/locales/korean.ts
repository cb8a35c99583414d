import type { DefaultTheme, LocaleSpecificConfig } from 'vitepress';

type Locale = LocaleSpecificConfig<DefaultTheme.Config> & { readonly label: string };

export function korean(): Locale {
  return {
    label: '한국어',
    lang: 'ko-KR',
    description: 'TypeScript로 하는 딥러닝. 케라스의 이름을 그대로 씁니다.',
    themeConfig: {
      nav: [
        { text: '가이드', link: '/ko/guide/start', activeMatch: '/ko/guide/' },
        { text: 'API', link: '/api/' },
        { text: '라이브 데모', link: '/ko/demo/' },
      ],
      sidebar: { '/ko/': guide },
      outline: { level: [2, 3], label: '이 페이지에서' },
      docFooter: { prev: '이전', next: '다음' },
      darkModeSwitchLabel: '화면 테마',
      lightModeSwitchTitle: '밝은 테마로 바꾸기',
      darkModeSwitchTitle: '어두운 테마로 바꾸기',
      sidebarMenuLabel: '메뉴',
      returnToTopLabel: '맨 위로',
      langMenuLabel: '언어 바꾸기',
      skipToContentLabel: '본문으로 건너뛰기',
      notFound: {
        title: '페이지를 찾을 수 없습니다',
        quote: '주소가 바뀌었거나 잘못 입력되었을 수 있습니다.',
        linkLabel: '첫 페이지로',
        linkText: '첫 페이지로 가기',
      },
      editLink: {
        pattern: 'https://github.com/myelin-js/myelin/edit/main/apps/docs/:path',
        text: '이 페이지 고치기',
      },
      footer: {
        message: 'Apache-2.0. 이 문서의 예제는 빌드할 때마다 실제로 실행해 확인합니다.',
        copyright: 'Myelin 기여자들',
      },
    },
  };
}

/** Texts of the search box. */
korean.search = {
  button: { buttonText: '검색', buttonAriaLabel: '검색' },
  modal: {
    displayDetails: '내용까지 보기',
    resetButtonTitle: '지우기',
    backButtonTitle: '닫기',
    noResultsText: '찾은 결과가 없습니다:',
    footer: {
      selectText: '선택',
      selectKeyAriaLabel: '엔터',
      navigateText: '이동',
      navigateUpKeyAriaLabel: '위로',
      navigateDownKeyAriaLabel: '아래로',
      closeText: '닫기',
      closeKeyAriaLabel: 'ESC',
    },
  },
};

const guide: DefaultTheme.SidebarItem[] = [
  {
    text: '시작하기',
    items: [
      { text: '5분 만에 시작하기', link: '/ko/guide/start' },
      { text: '케라스를 쓰던 분께', link: '/ko/guide/keras' },
      { text: '라이브 데모', link: '/ko/demo/' },
    ],
  },
  {
    text: '패키지',
    items: [
      { text: '코어 (core)', link: '/ko/guide/core' },
      { text: '레이어 (layers)', link: '/ko/guide/layers' },
      { text: '손실 함수 (losses)', link: '/ko/guide/losses' },
      { text: '평가 지표 (metrics)', link: '/ko/guide/metrics' },
      { text: '옵티마이저 (optimizers)', link: '/ko/guide/optimizers' },
      { text: '스케줄 (schedules)', link: '/ko/guide/schedules' },
      { text: '콜백 (callbacks)', link: '/ko/guide/callbacks' },
      { text: '모델 (models)', link: '/ko/guide/models' },
      { text: '데이터 (data)', link: '/ko/guide/data' },
      { text: '백엔드 (backends)', link: '/ko/guide/backends' },
      { text: '프로그램 (programs)', link: '/ko/guide/programs' },
      { text: '네이티브 엔진 (native)', link: '/ko/guide/native' },
    ],
  },
  {
    text: '데이터',
    items: [
      { text: '표 (tables)', link: '/ko/guide/tables' },
      { text: '이미지 (images)', link: '/ko/guide/images' },
      { text: '전처리 (preprocessing)', link: '/ko/guide/preprocessing' },
      { text: '파이프라인 (pipelines)', link: '/ko/guide/pipelines' },
      { text: '평가 보고서 (reports)', link: '/ko/guide/reports' },
    ],
  },
  {
    text: '레이어',
    items: [
      { text: '합성곱과 풀링 (convolution)', link: '/ko/guide/convolution' },
      { text: '순환 레이어 (recurrent)', link: '/ko/guide/recurrent' },
      { text: '어텐션 (attention)', link: '/ko/guide/attention' },
      { text: '전처리 레이어 (preprocessing layers)', link: '/ko/guide/preprocessing-layers' },
      { text: '이미지와 증강 (augmentation)', link: '/ko/guide/augmentation' },
    ],
  },
  {
    text: '모델',
    items: [
      { text: '함수형 모델 (functional)', link: '/ko/guide/functional' },
      { text: '직접 만드는 레이어와 모델', link: '/ko/guide/own-models' },
      { text: '한 스텝 들여다보기 (trace)', link: '/ko/guide/trace' },
    ],
  },
  {
    text: '학습',
    items: [
      { text: '학습의 모든 것 (training)', link: '/ko/guide/training' },
      { text: '이어서 학습하기 (resuming)', link: '/ko/guide/resuming' },
      { text: '진단 (diagnosis)', link: '/ko/guide/diagnosis' },
    ],
  },
  {
    text: '도움말',
    items: [
      { text: '오류 메시지', link: '/ko/guide/errors' },
      { text: '자주 묻는 질문과 한계', link: '/ko/guide/faq' },
    ],
  },
  { text: 'API 레퍼런스 (영어)', link: '/api/' },
];
