/** Line drawings on a field of 24 × 24, drawn for this page. Directions point the way a left-to-right reader goes. */
export const icons = {
  add: 'M12 5v14M5 12h14',
  back: 'M15 5l-7 7 7 7',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  edit: 'M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6z',
  forward: 'M9 5l7 7-7 7',
  house: 'M4 11.5L12 5l8 6.5M6 10v9h12v-9M10 19v-5h4v5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  pause: 'M8 5v14M16 5v14',
  people: 'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.2a6.5 6.5 0 0 1 3.5 5.8',
  play: 'M8 5.5v13l10-6.5z',
  projector: 'M3 5h18v11H3zM12 16v4M8 20h8',
  reset: 'M5 12a7 7 0 1 0 2.5-5.4M5 4v4.5h4.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20',
  send: 'M4 12l16-7-6 16-3-6.5z',
  stop: 'M6.5 6.5h11v11h-11z',
  trash: 'M5 7h14M9 7V4.5h6V7M7 7l1 13h8l1-13',
  upload: 'M12 16V5M7 9.5l5-5 5 5M5 20h14',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.1',
} as const

export type IconName = keyof typeof icons
