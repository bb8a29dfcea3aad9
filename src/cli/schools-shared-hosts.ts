/**
 * Domains under which schools that have nothing to do with each other have their websites. A mailbox
 * there says nothing about a school.
 */
export const SHARED_HOSTS: [why: string, domains: string[]][] = [
  [
    'everybody can make a website there',
    `blogspot.com edublogs.org facebook.com github.io godaddysites.com google.com instagram.com
     jimdo.com jimdosite.com moonfruit.com netlify.app squarespace.com strikingly.com tumblr.com
     twitter.com webnode.co.uk webnode.com weebly.com wix.com wixsite.com wordpress.com x.com
     yolasite.com`.split(/\s+/),
  ],
  [
    'a firm hosts the websites of many schools there',
    `dbprimary.com devwebsite.co.uk eduweb.co.uk eschools.co.uk frogos.net greenhousecms.co.uk
     juniperwebsites.co.uk primarysite.net realsmartcloud.com sch.life schooljotter.com
     schooljotter2.com secure-dbprimary.com secure-primarysite.net
     vox-cms.com websitehome.co.uk`.split(/\s+/),
  ],
  [
    'a grid for learning, or the schools of a whole authority or country, are there',
    `bardaglea.org.uk eriding.net hwbcymru.net itss-durham.org.uk lancsngfl.ac.uk lgfl.net
     lgfl.org.uk sandwell.net schoolgrid.net swgfl.org.uk taw.org.uk wmnet.org.uk
     yhgfl.net`.split(/\s+/),
  ],
  [
    'it is called like a place or like all schools, and a single school is listed below it',
    `blackpool.org.uk cheshire.org.uk durhamsch.uk hants.org.uk ik.org manchester.co.uk sch.co.uk
     solihull.co.uk somerset.org.uk`.split(/\s+/),
  ],
  [
    'everybody can have a mailbox there',
    `aol.com btconnect.com btinternet.com btopenworld.com gmail.com googlemail.com hotmail.co.uk
     hotmail.com icloud.com live.co.uk ntlworld.com outlook.com sky.com talktalk.net
     tiscali.co.uk virginmedia.com yahoo.co.uk yahoo.com`.split(/\s+/),
  ],
]

/** Suffixes that belong to firms, under which names are bought as they are under `.com`. */
export const BOUGHT_UNDER = new Set(
  'co.com eu.com eu.org gb.com gb.net uk.com uk.net uk.org us.com'.split(' ')
)
